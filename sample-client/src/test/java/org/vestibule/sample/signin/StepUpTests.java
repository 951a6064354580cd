package org.vestibule.sample.signin;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.vestibule.requirement.Requirement;
import org.vestibule.sample.test.Answers;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-11: the platform asks, and then judges acr and auth_time itself. */
@Requirement("OID-11")
class StepUpTests extends LmsTest {

    private static final String APP = "\"pwd\",\"otp\",\"mfa\"";
    private static final String NEEDED = "You need 2-factor authentication for this page";

    @Test
    void gradesWhenTwoFactorsAreFreshThenShownWithoutAsking() {
        PROVIDER.answers.twoFactors(APP, Instant.now());
        signIn();

        Page grades = browser.open(lms("/grades"));

        assertThat(grades.status()).isEqualTo(200);
        assertThat(grades.body()).contains("91 of 100", "Opened with password and Google Authenticator.");
        assertThat(PROVIDER.authorizationRequests).hasSize(1);
    }

    @Test
    void gradesWhenOneFactorThenAsksVoluntarilyAndComesBack() {
        signIn();
        PROVIDER.answers.twoFactors(APP, Instant.now());

        Page grades = browser.open(lms("/grades"));

        assertThat(grades.address()).hasToString(lms("/grades"));
        assertThat(grades.status()).isEqualTo(200);
        assertThat(PROVIDER.lastAuthorizationRequest())
                .containsEntry("acr_values", Answers.MFA)
                .containsEntry("max_age", "300")
                .doesNotContainKeys("claims", "prompt");
    }

    @Test
    void gradesWhenAnswerIsLessThen403AndOneTryPerVisit() {
        signIn();

        Page refused = browser.open(lms("/grades"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.heading()).isEqualTo(NEEDED);
        assertThat(refused.body())
                .contains("href=\"" + PROVIDER.issuer() + "/account\"", "you signed in with password");
        assertThat(PROVIDER.authorizationRequests).hasSize(2);

        assertThat(browser.open(lms("/grades")).status()).isEqualTo(403);
        assertThat(PROVIDER.authorizationRequests).hasSize(3);
    }

    @Test
    void gradesWhenProofIsStaleThenAsksOnce() {
        PROVIDER.answers.twoFactors(APP, Instant.now().minusSeconds(600));
        signIn();

        Page refused = browser.open(lms("/grades"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("in the last 5 minutes");
        assertThat(PROVIDER.authorizationRequests).hasSize(2);
    }

    @Test
    void gradesWhenProofIsRenewedThenShown() {
        PROVIDER.answers.twoFactors(APP, Instant.now().minusSeconds(600));
        signIn();
        PROVIDER.answers.twoFactors(APP, Instant.now());

        assertThat(browser.open(lms("/grades")).status()).isEqualTo(200);
    }

    @Test
    void gradesWhenNobodySignedInThenSignInAndStepUp() {
        Page grades = browser.open(lms("/grades"));

        assertThat(grades.status()).isEqualTo(403);
        assertThat(PROVIDER.authorizationRequests).hasSize(2);
    }

    /** The person came back by the back button instead of answering: that is not an answer with less. */
    @Test
    void gradesWhenProviderWasLeftWithoutAnAnswerThenAsksAgain() {
        signIn();
        browser.get(lms("/grades"));
        PROVIDER.answers.twoFactors(APP, Instant.now());

        assertThat(browser.open(lms("/grades")).status()).isEqualTo(200);
    }

    @Test
    void gradesWhenStepUpIsCancelledThenNextVisitAsksAgain() {
        signIn();
        PROVIDER.answers.error = "access_denied";
        assertThat(browser.open(lms("/grades")).heading()).isEqualTo("You did not sign in");
        PROVIDER.answers.error = null;
        PROVIDER.answers.twoFactors(APP, Instant.now());

        assertThat(browser.open(lms("/grades")).status()).isEqualTo(200);
    }

    @Test
    void gradesWhenPhishingResistantThenShown() {
        PROVIDER.answers.twoFactors("\"hwk\",\"user\",\"mfa\"", Instant.now());
        PROVIDER.answers.acr = "phr";
        signIn();

        assertThat(browser.open(lms("/grades")).status()).isEqualTo(200);
    }
}
