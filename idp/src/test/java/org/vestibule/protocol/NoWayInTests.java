package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** What people can do whose phone is not there, before and after they are out of recovery codes. */
@ProtocolTest
class NoWayInTests {

    private static final String CODES = "/account/two-factor/recovery-codes";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Person person = new Person(new UUID(0, 0), "");
    private List<String> codes = List.of();

    @BeforeEach
    void aPersonWithAnAppAndTenCodes() {
        people.twoFactor(true, true);
        person = people.withApp();
        Browser browser = people.browser();
        SignIn.code(browser, password(browser), people.nextCode());
        Page made = browser.submit(browser.open(CODES), CODES, Map.of());
        codes = codes(made);
        assertThat(codes).hasSize(10);
    }

    private static List<String> codes(Page made) {
        return Pattern.compile("<li>([A-Z2-7-]{19})</li>")
                .matcher(made.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** What this very person has: not the method that cannot be used, nor one that is not set up. */
    @Test
    void noAccessWhenCodesAreLeftThenLeadsToThemAndToWhoCanHelp() {
        Browser browser = people.browser();
        Page second = password(browser);
        assertThat(second.text()).contains("I can\u2019t use my method");
        Page help = browser.open(link(second, "/login/second-factor/no-access"));
        assertThat(help.text())
                .contains("You can use one of these instead:", "Recovery code", "Ask your administrator to reset")
                .doesNotContain("Get a code from the app", "Text message");
        Page recovery = browser.open(link(help, "/login/second-factor\\?method=recovery-code"));
        assertThat(SignIn.code(browser, recovery, codes.get(0)).path()).isEqualTo("/account");
    }

    @Test
    void noAccessWhenNothingElseIsThereThenSaysSo() {
        use(10);
        Browser browser = people.browser();
        password(browser);
        assertThat(browser.open("/login/second-factor/no-access?method=totp").text())
                .contains("No other method is set up for you", "Ask your administrator to reset");
    }

    /** After the password only. */
    @Test
    void noAccessWhenNobodySignedInThenThePasswordComesFirst() {
        assertThat(people.browser().open("/login/second-factor/no-access").path())
                .isEqualTo("/login");
    }

    /** MFA-14: "warning at ≤ 3", once a sign-in, and the LMS gets its answer after it. */
    @Requirement("MFA-14")
    @Test
    void signInWhenThreeCodesAreLeftThenIsToldAndGoesOnToTheLms() {
        use(7);
        Lms lms = people.lms(people.client(Map.of()));
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        Page told = SignIn.code(browser, second, people.nextCode());
        assertThat(told.path()).isEqualTo(CODES + "/reminder");
        assertThat(told.text()).contains("Only 3 recovery codes are left", "Continue without new codes");
        Page callback = browser.open(link(told, "/oauth2/authorize"));
        assertThat(callback.parameter("code")).isNotEmpty();
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    @Test
    void signInWhenFourCodesAreLeftThenGoesOn() {
        use(6);
        Browser browser = people.browser();
        assertThat(SignIn.code(browser, password(browser), people.nextCode()).path())
                .isEqualTo("/account");
    }

    /** MFA-14: "forced regeneration at 0": new codes are made and confirmed, and then the LMS gets its answer. */
    @Requirement("MFA-14")
    @Test
    void signInWhenNoCodeIsLeftThenNewOnesComeFirst() {
        use(10);
        Lms lms = people.lms(people.client(Map.of()));
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        Page told = SignIn.code(browser, second, people.nextCode());
        assertThat(told.text()).contains("No recovery code is left").doesNotContain("Continue without new codes");
        // no address leads around it
        assertThat(browser.open("/account").path()).isEqualTo(CODES + "/reminder");
        assertThat(browser.open(lms.authorize()).path()).isEqualTo(CODES + "/reminder");
        assertThat(browser.open(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("interaction_required");
        Page made = browser.submit(told, CODES, Map.of());
        assertThat(made.text()).contains("Save your recovery codes");
        Page callback = browser.submit(made, CODES + "/saved", Map.of("saved", "true"));
        assertThat(callback.parameter("code")).isNotEmpty();
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /** MFA-14, AVL-08: made is not yet saved; a closed tab leads to the page again, where new ones void those never saved. */
    @Requirement({"AVL-08", "MFA-14"})
    @Test
    void signInWhenNewCodesWereNotConfirmedThenTheyComeFirstAgain() {
        use(10);
        Browser closed = people.browser();
        SignIn.code(closed, password(closed), people.nextCode());
        Page unsaved = closed.submit(closed.open("/account"), CODES, Map.of());
        List<String> lost = codes(unsaved);
        assertThat(closed.open("/account").path()).isEqualTo(CODES + "/reminder");
        assertThat(closed.submit(unsaved, CODES + "/saved", Map.of()).status()).isEqualTo(422);
        assertThat(closed.open("/account").path()).isEqualTo(CODES + "/reminder");

        people.clock().advance(Duration.ofMinutes(20));
        Lms lms = people.lms(people.client(Map.of()));
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        Page told = SignIn.code(browser, second, people.nextCode());
        assertThat(told.path()).isEqualTo(CODES + "/reminder");
        assertThat(told.text())
                .contains("You have not confirmed that you saved your recovery codes")
                .doesNotContain("Continue without new codes");
        assertThat(browser.open(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("interaction_required");
        Page made = browser.submit(told, CODES, Map.of());
        assertThat(codes(made)).hasSize(10).doesNotContainAnyElementsOf(lost);
        assertThat(browser.open("/account").path()).isEqualTo(CODES + "/reminder");
        Page callback = browser.submit(made, CODES + "/saved", Map.of("saved", "true"));
        assertThat(callback.parameter("code")).isNotEmpty();
        assertThat(browser.open("/account").path()).isEqualTo("/account");

        Browser later = people.browser();
        password(later);
        Page recovery = later.open("/login/second-factor?method=recovery-code");
        assertThat(SignIn.code(later, recovery, lost.get(0)).status()).isEqualTo(422);
        assertThat(SignIn.code(later, recovery, codes(made).get(0)).path()).isEqualTo("/account");
    }

    /** The last code opens the door once more, and a page that was asked for comes after the new codes. */
    @Test
    void signInWhenTheLastCodeIsUsedThenThePageComesAfterNewOnes() {
        use(9);
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/account/sessions"), person);
        Page recovery = browser.open("/login/second-factor?method=recovery-code");
        String last = codes.stream().sorted().reduce((former, later) -> later).orElseThrow();
        assertThat(SignIn.code(browser, recovery, last).path()).isEqualTo(CODES + "/reminder");
        Page told = browser.open("/account/sessions");
        assertThat(told.path()).isEqualTo(CODES + "/reminder");
        Page made = browser.submit(told, CODES, Map.of());
        assertThat(browser.submit(made, CODES + "/saved", Map.of("saved", "true"))
                        .path())
                .isEqualTo("/account/sessions");
    }

    private void use(int number) {
        jdbc.sql("""
                        update recovery_code set used_at = now() where user_id = :user and selector in
                            (select selector from recovery_code where user_id = :user order by selector limit :number)
                        """).param("user", person.id()).param("number", number).update();
    }

    private Page password(Browser browser) {
        Page second = SignIn.password(browser, browser.open("/account"), person);
        assertThat(second.path()).isEqualTo("/login/second-factor");
        return second;
    }

    private static String link(Page page, String address) {
        Matcher matcher = Pattern.compile("href=\"(" + address + "[^\"]*)\"").matcher(page.body());
        assertThat(matcher.find()).as(address + " in " + page.path()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
