package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.PasswordChanged;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-17: an administrator resets somebody's second factors, and the password alone is not enough afterwards. */
@Requirement("MFA-17")
@ProtocolTest
class ResetFactorsTests {

    private static final String SECOND = "/login/second-factor";
    private static final String APP = "/account/two-factor/totp";
    private static final String REASON = "Phone stolen, recognised in person";
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    private Browser administrator;
    private Person resetter;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        resetter = people.administrator();
        administrator = people.browser();
        SignIn.password(administrator, administrator.open("/login"), resetter);
    }

    /** MFA-17, MFA-09, MFA-10: what was there ends, and only password and code lead to a new factor and its tokens. */
    @Requirement({"MFA-09", "MFA-10", "MFA-17"})
    @Test
    void resetWhenDoneThenPasswordAndCodeLeadThroughSetUpToTheLms() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client(Map.of("requirePkce", true)));
        Browser before = people.browser();
        String first =
                SignIn.throughApp(people, before, lms.authorize(), person).parameter("code");
        Answer old = lms.redeem(first);
        assertThat(old.status()).isEqualTo(200);

        String code = mailedCode(person);

        assertThat(before.open("/account").path()).isEqualTo("/login");
        assertThat(lms.refresh(old.text("refresh_token")).status()).isEqualTo(400);
        assertThat(lms.userInfo(old.text("access_token")).status()).isEqualTo(401);

        Browser browser = people.browser();
        Page asked = SignIn.password(browser, browser.open(lms.authorize("prompt", "login")), person);
        assertThat(asked.path()).isEqualTo(SECOND);
        assertThat(asked.text()).contains("Set-up code").doesNotContain("Try another way");
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");
        assertThat(browser.get(lms.authorize()).location()).startsWith(SECOND);

        Page setUp = SignIn.code(browser, asked, code.toLowerCase(java.util.Locale.ROOT));
        assertThat(setUp.path()).isEqualTo(APP);
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("interaction_required");
        assertThat(browser.get(lms.authorize()).location()).startsWith("/account/two-factor/set-up");

        Page callback = SetUpForAnLmsTests.throughSetUp(people, browser, setUp);
        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        assertThat(browser.open("/account").path()).isEqualTo("/account");
        Browser later = people.browser();
        assertThat(SignIn.password(later, later.open("/login"), person).text()).contains("6-digit code");
    }

    /** MFA-01, MFA-10: before the code nothing, after it the set-up and nothing else. */
    @Requirement({"MFA-01", "MFA-10"})
    @ParameterizedTest
    @CsvSource({
        "/account",
        "/account/password",
        "/account/two-factor",
        "/account/two-factor/recovery-codes",
        "/account/two-factor/sms/remove",
        "/login/confirm",
        "/login"
    })
    void pagesWhenTheFactorIsStillMissingThenLeadToIt(String path) {
        Person person = people.withApp();
        String code = mailedCode(person);
        Browser browser = people.browser();
        Page asked = SignIn.password(browser, browser.open("/login"), person);
        assertThat(browser.open(path).path()).isIn(SECOND, "/login");

        assertThat(SignIn.code(browser, asked, code).path()).isEqualTo(APP);
        if (!path.equals("/login")) {
            assertThat(browser.open(path).path()).isEqualTo(APP);
        }
        assertThat(browser.open(SECOND).path()).isEqualTo(APP);
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.open(APP).path()).isEqualTo("/login");
    }

    /** Contract, section 6: where nothing can be mailed the administrator sees the code, once; the trail never does. */
    @Test
    void resetWhenThereIsNoAddressThenTheCodeIsShownOnceAndNeverWritten() {
        Person person = people.withClaims(Map.of());
        Page shown = reset(person, REASON);
        assertThat(shown.header("Cache-Control")).contains("no-store");
        String code = code(shown.text());
        assertThat(administrator.open("/admin/users/" + person.id()).text()).doesNotContain(code);
        List<String> trail = jdbc.sql("select detail::text from audit_event where user_id = ? and actor_id = ?")
                .params(person.id(), resetter.id())
                .query(String.class)
                .list();
        assertThat(trail).singleElement().asString().contains(REASON);
        assertThat(jdbc.sql("select a::text from audit_event a where user_id = ?")
                        .param(person.id())
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(code) || row.contains(code.replace("-", "")));
        Browser browser = people.browser();
        assertThat(SignIn.code(browser, SignIn.password(browser, browser.open("/login"), person), code)
                        .path())
                .isEqualTo(APP);
    }

    @Test
    void codeWhenUsedThenIsWorthNothingElsewhere() {
        Person person = people.withApp();
        String code = mailedCode(person);
        Browser thief = people.browser();
        Page waiting = SignIn.password(thief, thief.open("/login"), person);
        Browser browser = people.browser();
        assertThat(SignIn.code(browser, SignIn.password(browser, browser.open("/login"), person), code)
                        .path())
                .isEqualTo(APP);

        assertThat(SignIn.code(thief, waiting, code).text()).contains("You cannot sign in yet");
        assertThat(thief.open("/account").path()).isEqualTo(SECOND);
    }

    @Test
    void codeWhenTooLateThenTheAccountStaysClosed() {
        Person person = people.withApp();
        String code = mailedCode(person);
        people.clock().advance(Duration.ofHours(24));
        Browser browser = people.browser();
        Page late = SignIn.password(browser, browser.open("/login"), person);
        assertThat(late.text()).contains("You cannot sign in yet").doesNotContain("Set-up code");
        Map<String, String> typed = Map.of("code", code, "method", "set-up-code", "_csrf", csrf(late));
        assertThat(browser.postRaw(SECOND, typed).location()).isEqualTo(SECOND);
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
    }

    @Test
    void codeWhenGivenAtOnceThenOneSessionGetsOn() throws Exception {
        Person person = people.withApp();
        String code = mailedCode(person);
        List<Browser> browsers = List.of(people.browser(), people.browser(), people.browser());
        List<Page> pages = browsers.stream()
                .map(one -> SignIn.password(one, one.open("/login"), person))
                .toList();
        List<String> reached = Parallel.all(java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> (java.util.concurrent.Callable<String>)
                        () -> SignIn.code(browsers.get(i), pages.get(i), code).path())
                .toList());
        assertThat(reached).containsOnlyOnce(APP);
    }

    /** MFA-03; and a newer reset takes the place of an older one. */
    @Requirement("MFA-03")
    @Test
    void codeWhenAnotherPersonsOrReplacedThenWrong() {
        Person person = people.withClaims(Map.of());
        String replaced = code(reset(person, REASON).text());
        reset(person, REASON);
        String others = code(reset(people.withClaims(Map.of()), REASON).text());
        Browser browser = people.browser();
        Page asked = SignIn.password(browser, browser.open("/login"), person);
        for (String wrong : List.of(others, replaced)) {
            Page refused = SignIn.code(browser, asked, wrong);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text()).contains("That code is not correct");
        }
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
    }

    /** TOTP-07: the limits of the second factor. */
    @Requirement("TOTP-07")
    @Test
    void codeWhenGuessedFiveTimesThenStartsOver() {
        Person person = people.withClaims(Map.of());
        reset(person, REASON);
        Browser browser = people.browser();
        Page asked = SignIn.password(browser, browser.open("/login"), person);
        for (int i = 0; i < 4; i++) {
            assertThat(SignIn.code(browser, asked, "AAAA-AAAA-AAAA-AAAA").status())
                    .isEqualTo(422);
        }
        assertThat(SignIn.code(browser, asked, "AAAA-AAAA-AAAA-AAAA").text()).contains("Too many incorrect codes");
        assertThat(browser.open(SECOND).path()).isEqualTo("/login");
    }

    /** PWD-16: a mailbox that gives a new password does not give the code as well. */
    @Requirement("PWD-16")
    @Test
    void codeWhenThePasswordChangedThenIsOver() {
        Person person = people.withApp();
        mailedCode(person);
        transaction.executeWithoutResult(status -> events.publishEvent(new PasswordChanged(person.id(), null)));
        Browser browser = people.browser();
        assertThat(SignIn.password(browser, browser.open("/login"), person).text())
                .contains("You cannot sign in yet");
    }

    @Test
    void resetWhenNothingCanBeSetUpThenTheCodeIsNeededOnce() {
        Person person = people.withApp();
        people.twoFactor(false, false);
        String code = mailedCode(person);
        Browser browser = people.browser();
        Page asked = SignIn.password(browser, browser.open("/login"), person);
        assertThat(asked.path()).isEqualTo(SECOND);
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
        assertThat(SignIn.code(browser, asked, code).path()).isEqualTo("/account");
        Browser later = people.browser();
        assertThat(SignIn.password(later, later.open("/login"), person).path()).isEqualTo("/account");
    }

    @Test
    void resetWhenOwnAccountOrWithoutReasonThenRefused() {
        assertThat(reset(resetter, REASON).text()).contains("You cannot do this to your own account");
        Person person = people.withApp();
        for (String reason : List.of("", "   ", "a\nb", "x".repeat(501))) {
            assertThat(reset(person, reason).status()).isEqualTo(422);
        }
        assertThat(count("set_up_code", person)).isZero();
        assertThat(count("set_up_code", resetter)).isZero();
        assertThat(count("enrollment where status = 'active' and user_id = :user --", person))
                .isEqualTo(1);
    }

    /** AVL-08: all of it or nothing. */
    @Requirement("AVL-08")
    @Test
    void resetWhenTheTrailCannotBeWrittenThenNothingHappened() {
        Person person = people.withApp();
        Browser theirs = people.browser();
        SignIn.code(theirs, SignIn.password(theirs, theirs.open("/login"), person), people.nextCode());
        String name = "refuse_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("alter table audit_event add constraint " + name
                        + " check (event <> 'person.factors-reset') not valid")
                .update();
        try {
            assertThat(reset(person, REASON).status()).isEqualTo(500);
        } finally {
            jdbc.sql("alter table audit_event drop constraint " + name).update();
        }
        assertThat(theirs.open("/account").path()).isEqualTo("/account");
        assertThat(count("set_up_code", person)).isZero();
        assertThat(count("enrollment where status = 'active' and user_id = :user --", person))
                .isEqualTo(1);
        assertThat(mailbox.to(person.username() + "@example.org")).isEmpty();
    }

    private int count(String table, Person person) {
        return jdbc.sql("select count(*) from " + table + (table.contains("where") ? "" : " where user_id = :user"))
                .param("user", person.id())
                .query(Integer.class)
                .single();
    }

    private Page reset(Person person, String reason) {
        String path = "/admin/users/" + person.id() + "/reset-two-factor";
        return administrator.submit(administrator.open(path), path, Map.of("reason", reason));
    }

    private String mailedCode(Person person) {
        Page done = reset(person, REASON);
        assertThat(done.text()).contains("2-factor authentication reset").doesNotContainPattern(CODE);
        String address = person.username() + "@example.org";
        mailbox.awaitTo(address, "2-factor authentication of your Vestibule account was reset");
        return code(mailbox.awaitTo(address, "Set up 2-factor authentication for Vestibule again")
                .body());
    }

    private static String code(String text) {
        Matcher code = CODE.matcher(text);
        assertThat(code.find()).as(text).isTrue();
        return code.group();
    }

    private static String csrf(Page page) {
        return page.hidden("/logout").getOrDefault("_csrf", "");
    }
}
