package org.vestibule.sample.signin;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9470: what a program is told whose user has not proven enough. */
class ResourceTests extends LmsTest {

    private static final String CHALLENGE = "acr_values=\"https://refeds.org/profile/mfa\", max_age=\"300\"";

    @Test
    void gradesWhenTwoFactorsAreFreshThenShown() {
        PROVIDER.answers.twoFactors("\"pwd\",\"otp\",\"mfa\"", Instant.now());

        Page grades = grades("at+jwt", PROVIDER.issuer());

        assertThat(grades.status()).isEqualTo(200);
        assertThat(grades.body()).contains("\"sea\":91");
        assertThat(grades.header("Set-Cookie")).isEmpty();
    }

    @Test
    void gradesWhenOneFactorThenChallengeNamesTheLevel() {
        Page grades = grades("at+jwt", PROVIDER.issuer());

        assertThat(grades.status()).isEqualTo(401);
        assertThat(grades.header("WWW-Authenticate"))
                .startsWith("Bearer error=\"insufficient_user_authentication\"")
                .endsWith(CHALLENGE);
        assertThat(grades.body()).isEmpty();
    }

    @Test
    void gradesWhenTwoFactorsAreOldThenChallengeNamesTheAge() {
        PROVIDER.answers.twoFactors("\"pwd\",\"otp\",\"mfa\"", Instant.now().minus(Duration.ofMinutes(10)));

        Page grades = grades("at+jwt", PROVIDER.issuer());

        assertThat(grades.status()).isEqualTo(401);
        assertThat(grades.header("WWW-Authenticate")).contains("too old").endsWith(CHALLENGE);
    }

    @Test
    void gradesWhenTokenIsAnIdTokenOrForSomebodyElseThenInvalidToken() {
        PROVIDER.answers.twoFactors("\"pwd\",\"otp\",\"mfa\"", Instant.now());

        assertThat(grades("JWT", PROVIDER.issuer()).header("WWW-Authenticate")).contains("invalid_token");
        assertThat(grades("at+jwt", "https://another.example").header("WWW-Authenticate"))
                .contains("invalid_token");
    }

    @Test
    void gradesWhenNoTokenThenChallengeWithoutRedirect() {
        signIn();

        Page grades = browser.get(lms("/api/grades"));

        assertThat(grades.status()).isEqualTo(401);
        assertThat(grades.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
    }

    private Page grades(String type, String audience) {
        return browser.getWithToken(lms("/api/grades"), PROVIDER.accessToken(type, audience));
    }
}
