package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.web.util.HtmlUtils;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.user.NewUser;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks one way in through the pages, as its person would, and notes when each proof was given. */
final class WayWalk extends Walker {

    private static final String NEW_PASSWORD = "purple otters juggle seven lanterns";

    WayWalk(World world) {
        super(world);
    }

    /** The code that the LMS gets at the end. */
    String walk(WayIn way) {
        Page end = switch (way) {
            case PASSWORD -> password(lms.authorize());
            case PASSWORD_WHERE_OFF -> passwordWhereOff();
            case APP -> app(enrolled(lms.authorize()));
            case APP_WHERE_OFF -> appWhereOff();
            case TEXT -> text();
            case MAILED_CODE -> mailedCode();
            case RECOVERY_CODE -> recoveryCode();
            case TRUSTED_BROWSER -> trusted();
            case STEP_UP -> {
                passwordWhereOff();
                yield app(browser.open(lms.authorize("acr_values", MatrixCase.MFA)));
            }
            case SECOND_APPLICATION -> {
                app(enrolled(lms.authorize()));
                yield atAnother();
            }
            case SECOND_APPLICATION_AFTER_PASSWORD -> {
                password(lms.authorize());
                yield atAnother();
            }
            case ANEW -> {
                app(enrolled(lms.authorize()));
                people.clock().advance(Duration.ofMinutes(3));
                yield app(password(lms.authorize("prompt", "login")));
            }
            case SET_UP_OF_OWN_WILL, SET_UP_BY_RULE, SET_UP_AFTER_MAILED_CODE, SET_UP_FOR_APPLICATION -> setUp(way);
            case WITHIN_GRACE -> withinGrace();
            case SET_UP_CODE -> setUpCode();
            case NEW_PASSWORD, NEW_PASSWORD_ONLY -> newPassword(way == WayIn.NEW_PASSWORD);
            case ACTIVATION -> activation();
            case APP_REPLACED, APP_REMOVED, OTHER_APP -> changed(way);
        };
        assertThat(end.parameter("code"))
                .as("%s: %s %s", way, end.path(), end.text())
                .isNotEmpty();
        return end.parameter("code");
    }

    private Page passwordWhereOff() {
        people.twoFactor(false, false);
        return enrolled(lms.authorize());
    }

    private Page appWhereOff() {
        people.twoFactor(false, true);
        return app(enrolled(lms.authorize()));
    }

    private Page text() {
        save(new SecuritySettings(
                world.settings().current().version(),
                true,
                true,
                QrCodeService.GOOGLE_AUTHENTICATOR,
                SmsService.TWILIO,
                new TwilioAccount("AC" + "0".repeat(32), "a key", "+1234567890"),
                List.of("US"),
                1));
        UUID id = UUID.randomUUID();
        String number = "+1202555%04d".formatted(9000 + Math.floorMod(id.hashCode(), 1000));
        world.trusting()
                .jdbc()
                .sql("""
                        with phone as (insert into enrollment (id, user_id, method, status, confirmed_at)
                                       values (:id, :user, 'sms', 'active', now()) returning id)
                        insert into sms_phone (enrollment_id, e164) select id, :number from phone
                        """)
                .param("id", id)
                .param("user", person.id())
                .param("number", number)
                .update();
        Page second = password(lms.authorize());
        people.clock().advance(Duration.ofSeconds(9));
        return code(second, world.twilio().textsTo(number).get(0).substring(0, 6));
    }

    private Page mailedCode() {
        save(world.settings().current().withEmailService(true));
        Page second = password(lms.authorize());
        people.clock().advance(Duration.ofSeconds(9));
        return code(second, MailCodeTests.newest(world.mailbox(), person, 1));
    }

    private Page recoveryCode() {
        app(enrolled("/account"));
        String code = RecoveryCodes.make(browser).get(0);
        browser = people.browser();
        Page second = password(lms.authorize());
        people.clock().advance(Duration.ofSeconds(9));
        factorNow();
        return browser.submit(second, SECOND, Map.of("method", "recovery-code", "code", code));
    }

    private Page trusted() {
        world.trusting().allow(14);
        people.enrolApp(person);
        browser = world.trusting().signedOut(person);
        return password(lms.authorize());
    }

    private Page atAnother() {
        people.clock().advance(Duration.ofMinutes(3));
        lms = people.lms(people.client());
        return browser.get(lms.authorize());
    }

    private Page setUp(WayIn way) {
        if (way == WayIn.SET_UP_FOR_APPLICATION) {
            lms = people.lms(people.client(true, MatrixCase.MFA));
            return setUp(password(lms.authorize()));
        }
        if (way == WayIn.SET_UP_OF_OWN_WILL) {
            password("/account");
            setUp(browser.open(APP));
            people.clock().advance(Duration.ofMinutes(3));
            return browser.get(lms.authorize());
        }
        require(0);
        if (way == WayIn.SET_UP_BY_RULE) {
            return setUp(password(lms.authorize()));
        }
        people.clock().advance(Duration.ofDays(91));
        Page second = password(lms.authorize());
        return setUp(code(second, MailCodeTests.newest(world.mailbox(), person, 1)));
    }

    private Page withinGrace() {
        require(5);
        Page reminder = password(lms.authorize());
        people.clock().advance(Duration.ofSeconds(9));
        return browser.open(HtmlUtils.htmlUnescape(group(reminder.body(), "<a href=\"([^\"]*)\"[^>]*>Not now</a>")));
    }

    private Page setUpCode() {
        people.enrolApp(person);
        Browser administrator = people.browser();
        SignIn.password(administrator, administrator.open("/login"), people.administrator());
        String page = "/admin/users/" + person.id() + "/reset-two-factor";
        administrator.submit(administrator.open(page), page, Map.of("reason", "Phone stolen"));
        String code = mailed("Set up 2-factor authentication for Vestibule again", "([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})");
        return setUp(code(password(lms.authorize()), code));
    }

    private Page newPassword(boolean withApp) {
        browser.submit(browser.open("/password/forgot"), "/password/forgot", Map.of("username", person.username()));
        String link = mailed("Choose a new password for Vestibule", "(/password/reset\\?token=[A-Za-z0-9_-]{43})");
        browser.submit(browser.open(link), "/password/reset", Map.of("newPassword", NEW_PASSWORD));
        if (withApp) {
            people.enrolApp(person);
            return app(password(lms.authorize(), NEW_PASSWORD));
        }
        return password(lms.authorize(), NEW_PASSWORD);
    }

    private Page activation() {
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        String address = name + "@example.org";
        UUID id = world.users()
                .create(new NewUser(
                        name, address, false, null, null, null, Map.of(), Set.of(), List.of(), null, null, true));
        person = new Person(id, name);
        String link = mailed("Activate your Vestibule account", "(/activate\\?token=[A-Za-z0-9_-]{43})");
        browser.submit(browser.open(link), "/activate", Map.of("newPassword", NEW_PASSWORD));
        return password(lms.authorize(), NEW_PASSWORD);
    }

    private Page changed(WayIn way) {
        app(enrolled("/account"));
        String first = apps().get(0);
        if (way == WayIn.APP_REPLACED) {
            confirm(browser.open(APP + "?replaces=" + first));
        } else if (way == WayIn.APP_REMOVED) {
            remove(first);
        } else {
            confirm(browser.open(APP + "?add=true"));
            Page next = remove(
                    apps().stream().filter(id -> !id.equals(first)).findFirst().orElseThrow());
            app(next);
        }
        people.clock().advance(Duration.ofMinutes(3));
        return browser.get(lms.authorize());
    }

    private Page remove(String app) {
        return browser.submit(browser.open(APP + "/remove?factor=" + app), APP + "/remove", Map.of());
    }

    private List<String> apps() {
        return world.trusting()
                .jdbc()
                .sql("select id::text from enrollment where user_id = ? and status = 'active'")
                .param(person.id())
                .query(String.class)
                .list();
    }

    private void require(int graceDays) {
        save(world.settings()
                .current()
                .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, graceDays)));
    }
}
