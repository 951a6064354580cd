package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.vestibule.demo.TwilioSimulator;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;

/** A person in a browser on the way to an LMS, and when each proof was given. */
abstract class Walker {

    static final String SECOND = Trusting.SECOND;
    static final String OVERVIEW = "/account/two-factor";
    static final String APP = OVERVIEW + "/totp";

    final World world;
    final People people;
    Browser browser;
    Lms lms;
    Person person;
    private long passwordAt;
    private long factorAt;

    Walker(World world) {
        this.world = world;
        this.people = world.people();
        this.browser = people.browser();
        this.lms = people.lms(people.client());
        this.person = people.person();
    }

    /** What there is around the person. */
    record World(
            People people,
            SecuritySettingsStore settings,
            Mailbox mailbox,
            TwilioSimulator twilio,
            Users users,
            Trusting trusting) {}

    /** The LMS at which the way ends. */
    Lms lms() {
        return lms;
    }

    /** OID-12: the time of the older of the proofs that count. */
    long authTime(boolean second) {
        return second ? Math.min(passwordAt, factorAt) : passwordAt;
    }

    Page password(String address) {
        return password(address, People.PASSWORD);
    }

    Page password(String address, String typed) {
        Page login = browser.open(address);
        people.clock().advance(Duration.ofSeconds(5));
        passwordAt = now();
        return browser.submit(login, "/login", Map.of("username", person.username(), "password", typed));
    }

    Page enrolled(String address) {
        people.enrolApp(person);
        return password(address);
    }

    Page app(Page second) {
        String code = people.nextCode();
        return code(second, code);
    }

    Page code(Page second, String code) {
        assertThat(second.path()).as(second.text()).isEqualTo(SECOND);
        factorAt = now();
        return SignIn.code(browser, second, code);
    }

    Page setUp(Page page) {
        Page codes = confirm(page);
        return browser.submit(codes, OVERVIEW + "/recovery-codes/saved", Map.of("saved", "true"));
    }

    Page confirm(Page setUp) {
        String key = group(setUp.body(), "<code id=\"key\"[^>]*>([^<]*)</code>").replace(" ", "");
        people.clock().advance(Duration.ofSeconds(31));
        factorAt = now();
        return browser.submit(
                setUp, APP, Map.of("code", Totp.code(key, people.clock().instant())));
    }

    void save(SecuritySettings settings) {
        world.settings().save(settings, people.person().id());
    }

    String mailed(String subject, String pattern) {
        return group(
                world.mailbox()
                        .awaitTo(person.username() + "@example.org", subject)
                        .body(),
                pattern);
    }

    long now() {
        return people.clock().instant().getEpochSecond();
    }

    static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    /** The proof of the second factor is given in this moment. */
    void factorNow() {
        factorAt = now();
    }
}
