package org.vestibule.protocol;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The claims parameter, id_token_hint and select_account (OID-11 to OID-13). */
@Requirement({"OID-11", "OID-12", "OID-13"})
@ProtocolTest
class ClaimsRequestTests {

    private static final String MFA = "https://refeds.org/profile/mfa";
    private static final String SFA = "https://refeds.org/profile/sfa";

    @Autowired
    People people;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void claimsWhenAskedOneByOneThenWhereTheyWereAskedForAlsoAfterRefresh() {
        Person person = people.learner();
        Lms lms = people.lms(people.client(Map.of("claimsInIdToken", false)));
        Page callback = SignIn.throughApp(
                people,
                people.browser(),
                lms.authorize(
                        "scope",
                        "openid",
                        "claims",
                        "{\"userinfo\":{\"name\":{\"essential\":true}},\"id_token\":{\"email\":null,\"phone_number\":null}}"),
                person);

        Answer first = lms.redeem(callback.parameter("code"));
        Answer second = lms.refresh(first.text("refresh_token"));

        for (Answer tokens : new Answer[] {first, second}) {
            assertThat(tokens.idToken().path("email").asString("")).startsWith(person.username());
            assertThat(tokens.idToken().has("name")).isFalse();
            JsonNode userInfo = lms.userInfo(tokens.text("access_token")).json();
            assertThat(userInfo.path("name").asString("")).isEqualTo("Ada Lovelace");
            assertThat(userInfo.has("email")).isFalse();
        }
    }

    @Test
    void claimsWhenScopeIsNotTheClientsThenNone() {
        Lms lms = people.lms(people.client(Map.of("scopes", List.of("openid"))));
        Page callback = SignIn.throughApp(
                people,
                people.browser(),
                lms.authorize("scope", "openid", "claims", "{\"userinfo\":{\"email\":{\"essential\":true}}}"),
                people.learner());

        Answer tokens = lms.redeem(callback.parameter("code"));

        assertThat(lms.userInfo(tokens.text("access_token")).json().has("email"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"acr\"",
                "{\"id_token\":[]}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[1]}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":\"x\"}}}",
                "{\"id_token\":{\"sub\":{\"value\":7}}}"
            })
    void claimsWhenMalformedThenInvalidRequest(String claims) {
        Page answer = people.browser().get(people.lms(people.client()).authorize("claims", claims));

        assertThat(answer.parameter("error")).isEqualTo("invalid_request");
    }

    /** Contract, section 4: the highest requested value that the proof covers. */
    @ParameterizedTest
    @CsvSource({SFA + "," + SFA, MFA + "," + MFA})
    void acrWhenEssentialThenTheRequestedOneIsNamed(String asked, String told) {
        Lms lms = people.lms(people.client());
        Page callback =
                SignIn.throughApp(people, people.browser(), lms.authorize("claims", acr(asked)), people.withApp());

        assertThat(lms.redeem(callback.parameter("code")).idToken().get("acr").asString())
                .isEqualTo(told);
    }

    @Test
    void acrWhenEssentialAndFactorSwitchedOffThenStillAsked() {
        people.twoFactor(false, false);
        Person person = people.withApp();
        Browser browser = people.browser();
        Lms lms = people.lms(people.client());

        Page second = SignIn.password(browser, browser.open(lms.authorize("claims", acr(MFA))), person);
        assertThat(second.body()).contains("one-time-code");
        Page callback = SignIn.code(browser, second, people.nextCode());

        assertThat(lms.redeem(callback.parameter("code")).idToken().get("acr").asString())
                .isEqualTo(MFA);
    }

    @Test
    void acrWhenEssentialValueIsUnknownThenUnmet() {
        Browser browser = people.browser();
        Lms lms = people.lms(people.client());

        Page answer = SignIn.throughApp(people, browser, lms.authorize("claims", acr("urn:unknown")), people.withApp());

        assertThat(answer.parameter("error")).isEqualTo("unmet_authentication_requirements");
    }

    /** OpenID Connect Core section 3.1.2.2: no answer for anybody else (OID-13). */
    @Requirement("OID-13")
    @ParameterizedTest
    @ValueSource(strings = {"public", "pairwise"})
    void subWhenOfAnotherPersonThenSilentRequestIsRefused(String subjectType) {
        Lms lms = people.lms(people.client(Map.of("subjectType", subjectType)));
        Browser browser = people.browser();
        Answer own = lms.redeem(SignIn.throughApp(people, browser, lms.authorize(), people.withApp())
                .parameter("code"));
        String sub = own.idToken().get("sub").asString();

        Page granted = browser.get(lms.authorize("prompt", "none", "claims", sub(sub)));
        Page refused = browser.get(lms.authorize(
                "prompt", "none", "claims", sub(people.person().id().toString())));
        Page asked =
                browser.open(lms.authorize("claims", sub(people.person().id().toString())));

        assertThat(granted.parameter("code")).isNotEmpty();
        assertThat(refused.parameter("error")).isEqualTo("login_required");
        assertThat(asked.body()).contains("name=\"password\"");
    }

    /** OID-14: what the consent page does not name is not given, however it is asked for. */
    @Requirement("OID-14")
    @Test
    void claimsWhenConsentIsAskedThenOnlyOfTheScopesThatThePageNamed() {
        Lms lms = people.lms(people.client(Map.of("consent", true)));
        Browser browser = people.browser();
        Page page = SignIn.throughApp(
                people,
                browser,
                lms.authorize("scope", "openid profile", "claims", "{\"userinfo\":{\"email\":{\"essential\":true}}}"),
                people.learner());
        Page answer = browser.submit(page, "/consent", Map.of("decision", "allow"));

        JsonNode userInfo = lms.userInfo(lms.redeem(answer.parameter("code")).text("access_token"))
                .json();

        assertThat(userInfo.has("email")).isFalse();
        assertThat(userInfo.path("name").asString("")).isEqualTo("Ada Lovelace");
    }

    /** OID-14: the page that {@code prompt=consent} shows counts as much, also after a refresh. */
    @Requirement("OID-14")
    @Test
    void claimsWhenPromptIsConsentThenOnlyOfTheScopesThatThePageNamed() {
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        Page page = SignIn.throughApp(
                people,
                browser,
                lms.authorize(
                        "scope",
                        "openid profile",
                        "prompt",
                        "consent",
                        "claims",
                        "{\"userinfo\":{\"email\":null,\"nickname\":null},\"id_token\":{\"email\":null}}"),
                people.learner());
        Answer first = lms.redeem(
                browser.submit(page, "/consent", Map.of("decision", "allow")).parameter("code"));

        for (Answer tokens : new Answer[] {first, lms.refresh(first.text("refresh_token"))}) {
            JsonNode userInfo = lms.userInfo(tokens.text("access_token")).json();
            assertThat(userInfo.has("email")).isFalse();
            assertThat(userInfo.path("nickname").asString("")).isEqualTo("Ada");
            assertThat(tokens.idToken().has("email")).isFalse();
        }
    }

    @Test
    void idTokenHintWhenOfAnotherPersonThenSilentRequestIsRefused() {
        Lms lms = people.lms(people.client());
        Answer other = lms.redeem(SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code"));
        Browser browser = people.browser();
        Answer own = lms.redeem(SignIn.throughApp(people, browser, lms.authorize(), people.withApp())
                .parameter("code"));

        Page refused = browser.get(lms.authorize("prompt", "none", "id_token_hint", other.text("id_token")));
        Page granted = browser.get(lms.authorize("prompt", "none", "id_token_hint", own.text("id_token")));

        assertThat(refused.parameter("error")).isEqualTo("login_required");
        assertThat(granted.parameter("code")).isNotEmpty();
    }

    /** OpenID Connect Core section 3.1.2.1: nobody can say whom it means, so nobody is it; a page lets the person in. */
    @Test
    void idTokenHintWhenNotOursThenLoginRequiredWithoutAPageAndIgnoredWithOne() {
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        String own = lms.redeem(SignIn.throughApp(people, browser, lms.authorize(), people.withApp())
                        .parameter("code"))
                .text("id_token");

        for (String hint : List.of("not a token", "e30.e30.e30", own.substring(0, own.lastIndexOf('.') + 1) + "AAAA")) {
            Page silent = browser.get(lms.authorize("prompt", "none", "id_token_hint", hint));
            assertThat(silent.parameter("error")).isEqualTo("login_required");
            assertThat(browser.get(lms.authorize("id_token_hint", hint)).parameter("code"))
                    .isNotEmpty();
        }
    }

    @Test
    void selectAccountWhenSignedInThenSignInPageIsShown() {
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        SignIn.throughApp(people, browser, lms.authorize(), people.withApp());
        Person second = people.withApp();

        Page callback = SignIn.throughApp(people, browser, lms.authorize("prompt", "select_account"), second);

        assertThat(lms.redeem(callback.parameter("code")).idToken().get("sub").asString())
                .isEqualTo(second.id().toString());
    }

    private static String sub(String value) {
        return "{\"id_token\":{\"sub\":{\"value\":\"" + value + "\"}}}";
    }

    private static String acr(String value) {
        return "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"" + value + "\"]}}}";
    }
}
