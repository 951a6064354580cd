package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** A person sets up an authenticator app and gets recovery codes, with nothing but what the pages say. */
@ProtocolTest
class SetUpAppTests {

    private static final String SET_UP = "/account/two-factor/totp";
    private static final String CODES = "/account/two-factor/recovery-codes";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo("/account");
        return browser;
    }

    private static String key(Page setUp) {
        return find(setUp, "<code id=\"key\"[^>]*>([^<]*)</code>").get(0).replace(" ", "");
    }

    private static List<String> find(Page page, String pattern) {
        List<String> found = Pattern.compile(pattern)
                .matcher(page.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(found)
                .as(pattern + " in " + page.status() + " " + page.path())
                .isNotEmpty();
        return found;
    }

    private String code(String key) {
        return Totp.code(key, people.clock().instant());
    }

    private Page confirm(Browser browser, Page setUp, String code) {
        return browser.submit(setUp, SET_UP, Map.of("code", code));
    }

    /** S12 to S15, MFA-13, MFA-14, TOTP-05, TOTP-11. */
    @Requirement({"MFA-13", "MFA-14", "TOTP-05", "TOTP-11"})
    @Test
    void setUpWhenWalkedThenNextSignInAsksAndARecoveryCodeStandsIn() {
        Person person = people.person();
        Browser browser = signedIn(person);
        Page setUp = browser.open(SET_UP);
        assertThat(setUp.header("Cache-Control")).contains("no-store");
        String key = key(setUp);
        String session = browser.cookies().get("vestibule_session");

        Page wrong = confirm(browser, setUp, Totp.wrong(key, people.clock().instant()));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).doesNotContain("<svg", "otpauth:", key);

        String code = code(key);
        Page codes = confirm(browser, wrong, code);
        assertThat(codes.text()).contains("Save your recovery codes");
        assertThat(browser.cookies().get("vestibule_session")).isNotEqualTo(session);
        List<String> recoveryCodes = find(codes, "<li>([A-Z2-7-]{19})</li>");
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();

        Page unticked = browser.submit(codes, CODES + "/saved", Map.of());
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(unticked.body()).contains(recoveryCodes.get(0));
        assertThat(browser.open(CODES).body()).contains("Create new codes").doesNotContain(recoveryCodes.get(0));
        Page done = browser.submit(unticked, CODES + "/saved", Map.of("saved", "true"));
        assertThat(done.path()).isEqualTo("/account/two-factor");

        Browser other = people.browser();
        Page second = SignIn.password(other, other.open("/account"), person);
        assertThat(second.path()).isEqualTo("/login/second-factor");
        assertThat(SignIn.code(other, second, code).status()).isEqualTo(422);
        Page recovery = other.open("/login/second-factor?method=recovery-code");
        assertThat(SignIn.code(other, recovery, recoveryCodes.get(0)).path()).isEqualTo("/account");
        assertThat(other.open("/account").status()).isEqualTo(200);
    }

    /** WEB-01, MFA-13: opening the page makes nothing, however often; its button makes ten codes and shows them once. */
    @Requirement({"MFA-13", "WEB-01"})
    @Test
    void recoveryCodesWhenNoneWereMadeThenOnlyTheButtonMakesThem() {
        Person person = people.withApp();
        Browser browser = people.browser();
        SignIn.code(browser, SignIn.password(browser, browser.open("/account"), person), people.nextCode());

        browser.open(CODES);
        Page none = browser.open(CODES);
        assertThat(none.text()).contains("0 of 10 left", "Create new codes");
        assertThat(jdbc.sql("select count(*) from recovery_code_set where user_id = ?")
                        .param(person.id())
                        .query(Long.class)
                        .single())
                .isZero();

        Page codes = browser.submit(none, CODES, Map.of());
        assertThat(find(codes, "<li>([A-Z2-7-]{19})</li>")).hasSize(10);
        // the same form once more, from another tab: the codes just shown stay
        assertThat(browser.submit(none, CODES, Map.of()).text()).contains("10 of 10 left");
        Page done = browser.submit(codes, CODES + "/saved", Map.of("saved", "true"));
        assertThat(done.path()).isEqualTo("/account/two-factor");
    }

    /** A code typed after the fresh proof has aged: password again, and the set-up goes on with the app's entry. */
    @Test
    void setUpWhenProofHasAgedThenGoesOnAfterThePassword() {
        Person person = people.person();
        Browser browser = signedIn(person);
        Page setUp = browser.open(SET_UP);
        String key = key(setUp);
        people.clock().advance(Duration.ofMinutes(6));

        Page asked = confirm(browser, setUp, code(key));
        assertThat(asked.path()).isEqualTo("/login/confirm");
        Page back = browser.submit(asked, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(back.path()).isEqualTo(SET_UP);
        assertThat(back.body()).contains("Your app already has the entry").doesNotContain("<svg");
        assertThat(confirm(browser, back, code(key)).text()).contains("Save your recovery codes");
    }

    /** TOTP-10, MFA-10: the session that lost the race has proven no factor, so it may not replace the winner's. */
    @Requirement({"MFA-10", "TOTP-10"})
    @Test
    void setUpWhenAnotherBrowserWasQuickerThenItsFactorIsAskedFirst() {
        Person person = people.person();
        Browser slow = signedIn(person);
        Page slowSetUp = slow.open(SET_UP);
        Browser quick = signedIn(person);
        Page quickSetUp = quick.open(SET_UP);
        assertThat(confirm(quick, quickSetUp, code(key(quickSetUp))).text()).contains("Save your recovery codes");

        assertThat(confirm(slow, slowSetUp, code(key(slowSetUp))).path()).isEqualTo("/login/second-factor");
    }

    /** Contract, section 4: refresh tokens with offline_access "die with password or factor change". */
    @Test
    void setUpWhenConfirmedThenOlderOfflineTokensDie() {
        Person person = people.person();
        Browser browser = signedIn(person);
        Lms lms = people.lms(people.client());
        Page callback = browser.open(lms.authorize("scope", "openid offline_access"));
        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);

        Page setUp = browser.open(SET_UP);
        confirm(browser, setUp, code(key(setUp)));

        assertThat(lms.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    }
}
