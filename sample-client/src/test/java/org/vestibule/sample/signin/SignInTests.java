package org.vestibule.sample.signin;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

class SignInTests extends LmsTest {

    @Test
    void signInWhenProviderAnswersThenCoursesWithName() {
        Page page = signIn();

        assertThat(page.address()).hasToString(lms("/courses"));
        assertThat(page.heading()).isEqualTo("Your courses");
        assertThat(page.body()).contains("Ada Lovelace", "Sign out here", "Sign out everywhere");
    }

    @Test
    void signInWhenPageWantedThenReturnsToItUnchanged() {
        assertThat(browser.open(lms("/how-you-signed-in")).address()).hasToString(lms("/how-you-signed-in"));
    }

    /** OID-08, PKCE for the confidential client too. */
    @Requirement("OID-08")
    @Test
    void requestWhenSentThenCarriesStateNonceAndChallenge() {
        signIn();

        Map<String, String> request = PROVIDER.lastAuthorizationRequest();
        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "sample-lms")
                .containsEntry("redirect_uri", lms("/login/oauth2/code/vestibule"))
                .containsEntry("code_challenge_method", "S256")
                .containsKey("code_challenge")
                .doesNotContainKeys("acr_values", "max_age");
        assertThat(request.getOrDefault("scope", "").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email", "groups", "offline_access");
        assertThat(Base64.getUrlDecoder().decode(request.getOrDefault("state", "")))
                .hasSizeGreaterThanOrEqualTo(16);
        assertThat(Base64.getUrlDecoder().decode(request.getOrDefault("nonce", "")))
                .hasSizeGreaterThanOrEqualTo(16);
    }

    /** OID-08: session id renewed at login. */
    @Requirement("OID-08")
    @Test
    void sessionIdWhenSignedInThenNew() {
        browser.get(lms("/courses"));
        String before = browser.cookie("LMSSESSION");

        signIn();

        assertThat(before).isNotEmpty();
        assertThat(browser.cookie("LMSSESSION")).isNotEmpty().isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied,200,cancelled",
        "login_required,400,did not fit",
        "unmet_authentication_requirements,403,2-factor authentication",
        "temporarily_unavailable,503,does not answer"
    })
    void errorWhenSentBackThenPageWithoutRawError(String error, int status, String text) {
        PROVIDER.answers.error = error;

        Page page = signIn();

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.heading()).isEqualTo("You did not sign in");
        assertThat(page.body()).contains(text, "Try again").doesNotContain(error, "Exception");
        assertThat(page.address().toString()).doesNotContain("state=");
    }

    /** OID-07, RFC 9207: refused before the code goes anywhere. */
    @Requirement("OID-07")
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "ISSUER/", ""})
    void answerWhenIssuerIsNotOursThenRefused(String iss) {
        PROVIDER.answers.iss = Optional.of(iss);

        assertThat(signIn().status()).isEqualTo(400);
        assertThat(PROVIDER.tokenRequests).isEmpty();
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
    }

    /** OID-07: the provider's metadata announces iss, so an answer without it is not the provider's. */
    @Requirement("OID-07")
    @Test
    void answerWhenAnnouncedIssuerIsMissingThenRefused() {
        PROVIDER.answers.iss = Optional.empty();

        assertThat(signIn().status()).isEqualTo(400);
        assertThat(PROVIDER.tokenRequests).isEmpty();
    }

    @Test
    void errorWhenIssuerIsNotOursThenRefused() {
        PROVIDER.answers.iss = Optional.of("https://evil.example");
        PROVIDER.answers.error = "access_denied";

        assertThat(signIn().status()).isEqualTo(400);
    }

    @Test
    void answerWhenStateIsNotOursThenRefused() {
        PROVIDER.answers.state = "made-up";

        Page page = signIn();

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("Reference:");
        assertThat(PROVIDER.tokenRequests).isEmpty();
    }

    /** OID-08: single use. The person is still signed in and told so. */
    @Requirement("OID-08")
    @Test
    void answerWhenUsedTwiceThenRefusedAndStillSignedIn() {
        signIn();
        String answer = browser.visited().stream()
                .filter(address -> address.contains("/login/oauth2/code/"))
                .findFirst()
                .orElseThrow();

        Page page = browser.open(answer);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("You are still signed in as", "Ada Lovelace");
        assertThat(browser.open(lms("/courses")).status()).isEqualTo(200);
    }

    /** OID-09: alg none, and HS256 with the public key as the secret. */
    @Requirement("OID-09")
    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512", "PS256"})
    void idTokenWhenAlgorithmIsNotPinnedThenRefused(String algorithm) {
        PROVIDER.answers.algorithm = algorithm;

        assertThat(signIn().status()).isEqualTo(400);
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
    }

    @Test
    void idTokenWhenNonceIsNotOursThenRefused() {
        PROVIDER.answers.nonce = "made-up";

        assertThat(signIn().status()).isEqualTo(400);
    }

    @Test
    void idTokenWhenForAnotherClientThenRefused() {
        PROVIDER.answers.audience = "\"sample-lms-2\"";

        assertThat(signIn().status()).isEqualTo(400);
    }

    @Test
    void codeWhenRefusedThenDidNotSignIn() {
        PROVIDER.answers.refuseTokens = true;

        assertThat(signIn().heading()).isEqualTo("You did not sign in");
    }

    @Test
    void failedPageWhenParametersAreMadeUpThenNothingIsRepeated() {
        Page page = browser.open(lms("/sign-in/failed?reason=%3Cscript%3E&reference=call-0900"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).doesNotContain("script", "0900");
    }
}
