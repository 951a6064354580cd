package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class StepUpTests {

    private static final String MFA = "https://refeds.org/profile/mfa";

    @Autowired
    People people;

    private Lms lms;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
        lms = people.lms(people.client());
    }

    /** OID-13: both factors again, the old one is not kept, the session stays the same. */
    @Requirement("OID-13")
    @Test
    void authorizeWhenPromptIsLoginThenAsksBothFactorsAgainAndKeepsTheSid() {
        Person person = people.withApp();
        Browser browser = people.browser();
        JsonNode before = lms.redeem(SignIn.throughApp(people, browser, lms.authorize(), person)
                        .parameter("code"))
                .idToken();
        people.clock().advance(Duration.ofMinutes(10));

        Page login = browser.open(lms.authorize("prompt", "login"));
        assertThat(login.path()).isEqualTo("/login");
        Page second = SignIn.password(browser, login, person);
        assertThat(second.path()).isEqualTo("/login/second-factor");
        // the password alone opens nothing meanwhile
        assertThat(browser.get(lms.authorize()).location()).startsWith("/login/second-factor");
        Page callback = SignIn.code(browser, second, people.nextCode());

        JsonNode after = lms.redeem(callback.parameter("code")).idToken();
        assertThat(after.get("sid")).isEqualTo(before.get("sid"));
        assertThat(after.get("auth_time").asLong())
                .isGreaterThan(before.get("auth_time").asLong());
        assertThat(after.get("amr")).isEqualTo(before.get("amr"));
    }

    /** OID-13: only the request's own completion counts. */
    @Requirement("OID-13")
    @Test
    void authorizeWhenPromptIsLoginAndSignInHappenedElsewhereThenStillAsks() {
        Person person = people.withApp();
        Browser browser = people.browser();
        browser.open(lms.authorize("prompt", "login"));
        SignIn.throughApp(people, browser, lms.authorize(), person);

        assertThat(browser.get(lms.authorize("prompt", "login")).location()).startsWith("/login?");
    }

    @Test
    void authorizeWhenThePageIsReloadedAfterAForcedSignInThenAsksAgain() {
        Person person = people.withApp();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize("prompt", "login")), person);
        Page answer = browser.post(second, "/login/second-factor", Map.of("code", people.nextCode()));
        Page callback = browser.get(answer.location());
        assertThat(callback.parameter("code"))
                .as("%s %s %s %s", answer.status(), answer.location(), callback.status(), callback.location())
                .isNotEmpty();

        assertThat(browser.get(answer.location()).location()).startsWith("/login?");
    }

    /** OID-12: max_age=0 always asks; a longer one when the older of the factors is older. */
    @Requirement("OID-12")
    @Test
    void authorizeWhenMaxAgeIsOverThenAsksBothFactorsAgain() {
        Person person = people.withApp();
        Browser browser = people.browser();
        SignIn.throughApp(people, browser, lms.authorize(), person);
        assertThat(browser.get(lms.authorize("max_age", "300")).parameter("code"))
                .isNotEmpty();
        people.clock().advance(Duration.ofMinutes(6));

        Page login = browser.open(lms.authorize("max_age", "300"));
        assertThat(login.path()).isEqualTo("/login");
        Page callback = SignIn.code(browser, SignIn.password(browser, login, person), people.nextCode());

        assertThat(callback.parameter("code")).isNotEmpty();
        assertThat(browser.get(lms.authorize("max_age", "0")).location()).startsWith("/login?");
        assertThat(browser.get(lms.authorize("max_age", "soon")).parameter("error"))
                .isEqualTo("invalid_request");
    }

    /** Contract, section 4: a bare step-up asks only for the missing factor. */
    @Test
    void authorizeWhenAcrIsMfaAndOnlyThePasswordWasGivenThenAsksForTheCodeOnly() {
        people.twoFactor(false, false);
        Person person = people.withApp();
        Browser browser = people.browser();
        Page callback = SignIn.password(browser, browser.open(lms.authorize()), person);
        assertThat(lms.redeem(callback.parameter("code")).idToken().get("amr").toString())
                .isEqualTo("[\"pwd\"]");

        Page second = browser.open(lms.authorize("acr_values", MFA));
        assertThat(second.path()).isEqualTo("/login/second-factor");
        Page stepped = SignIn.code(browser, second, people.nextCode());

        JsonNode id = lms.redeem(stepped.parameter("code")).idToken();
        assertThat(id.get("acr").asString()).isEqualTo(MFA);
        assertThat(id.get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    @Test
    void authorizeWhenAcrIsVoluntaryAndPersonHasNoFactorThenTokenNamesTheLevelReached() {
        Person person = people.person();
        Browser browser = people.browser();

        Page callback = SignIn.password(browser, browser.open(lms.authorize("acr_values", MFA)), person);

        assertThat(lms.redeem(callback.parameter("code")).idToken().get("acr").asString())
                .isEqualTo("https://refeds.org/profile/sfa");
    }

    @Test
    void authorizeWhenClientRequiresMfaAndNoServiceIsOnThenAnswersUnmet() {
        people.twoFactor(false, true);
        Lms strict = people.lms(people.client(true, MFA));
        Browser browser = people.browser();

        Page callback = SignIn.password(browser, browser.open(strict.authorize()), people.person());

        assertThat(callback.parameter("error")).isEqualTo("unmet_authentication_requirements");
        assertThat(callback.parameter("state")).isEqualTo("the-state");
        assertThat(callback.parameter("iss")).isEqualTo("http://localhost:9000");
    }

    /** OpenID Connect Core section 3.1.2.6: prompt=none never shows a page. */
    @Test
    void authorizeWhenPromptIsNoneThenAnswersLoginRequiredUntilEveryFactorIsGiven() {
        Person person = people.withApp();
        Browser browser = people.browser();
        String silent = lms.authorize("prompt", "none");
        assertThat(browser.get(silent).parameter("error")).isEqualTo("login_required");
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        assertThat(browser.get(silent).parameter("error")).isEqualTo("login_required");
        SignIn.code(browser, second, people.nextCode());

        assertThat(browser.get(silent).parameter("code")).isNotEmpty();
        assertThat(browser.get(lms.authorize("prompt", "none login")).parameter("error"))
                .isEqualTo("invalid_request");
    }

    /** Contract, section 6: a cross-site POST is answered 303 to GET. */
    @Test
    void authorizeWhenPostedThenIsAnsweredByARedirectToGet() {
        Page answer =
                people.browser().postRaw("/oauth2/authorize", Map.of("client_id", lms.clientId(), "state", "a b"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/oauth2/authorize?").contains("state=a%20b");
    }

    /** OID-02: the error page, never a redirect. */
    @Requirement("OID-02")
    @Test
    void authorizeWhenRedirectAddressHasOneMoreCharacterThenShowsTheErrorPage() {
        Page answer = people.browser().get(lms.authorize("redirect_uri", People.REDIRECT + "x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
        assertThat(answer.text()).contains("This sign-in link does not work");
    }

    /** OID-13: the code alone does not answer a request that wants both factors again. */
    @Requirement("OID-13")
    @Test
    void authorizeWhenPromptIsLoginAndOnlyTheCodeIsGivenThenStillAsksThePassword() {
        Person person = people.withApp();
        Browser browser = people.browser();
        SignIn.throughApp(people, browser, lms.authorize(), person);
        people.clock().advance(Duration.ofMinutes(1));
        String signed = browser.get(lms.authorize("prompt", "login")).parameter("request");
        String page = "/login/second-factor?" + Browser.encode(Map.of("request", signed));

        assertThat(browser.get(page).location()).startsWith("/login?");
        Page stepUp = browser.open("/login/second-factor");
        Page answer = browser.post(
                stepUp, "/login/second-factor", Map.of("code", people.nextCode(), "request", signed, "method", "totp"));

        assertThat(answer.location()).startsWith("/login?");
    }

    @Test
    void authorizeWhenPromptIsLoginAndPersonWithoutFactorSkipsThePasswordThenStillAsks() {
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open(lms.authorize()), person);
        people.clock().advance(Duration.ofMinutes(1));
        String signed = browser.get(lms.authorize("prompt", "login")).parameter("request");

        Page skipped = browser.open("/login/second-factor?" + Browser.encode(Map.of("request", signed)));

        assertThat(skipped.path()).isEqualTo("/login");
        assertThat(browser.get(lms.authorize("prompt", "login")).location()).startsWith("/login?");
    }

    @Test
    void authorizeWhenAForcedSignInIsDoneTwiceByTheBackButtonThenGivesACodeBothTimes() {
        Person person = people.person();
        Browser browser = people.browser();
        Page answer = browser.post(
                browser.open(lms.authorize("prompt", "login")),
                "/login",
                Map.of("username", person.username(), "password", People.PASSWORD));
        assertThat(browser.get(answer.location()).parameter("code")).isNotEmpty();

        Page again = SignIn.password(browser, browser.open(answer.location()), person);

        assertThat(again.parameter("code")).isNotEmpty();
    }
}
