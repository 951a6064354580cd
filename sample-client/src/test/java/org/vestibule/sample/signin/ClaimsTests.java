package org.vestibule.sample.signin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimsTests extends LmsTest {

    @Test
    void claimsWhenSignedInThenExactlyThePayload() {
        PROVIDER.answers.extraClaims = ",\"weight\":1.50,\"big\":12345678901234567890,\"ünïcode\":\"\\u00e9 é\"";
        signIn();

        Page claims = browser.get(lms("/claims.json"));

        assertThat(claims.header("Content-Type")).isEqualTo("application/json");
        assertThat(claims.header("Cache-Control")).contains("no-store");
        assertThat(claims.body()).isEqualTo(PROVIDER.answers.lastPayload).contains("\"aud\":\"sample-lms\"");
    }

    @Test
    void claimsWhenNobodySignedInThen401WithoutRedirect() {
        Page claims = browser.get(lms("/claims.json"));

        assertThat(claims.status()).isEqualTo(401);
        assertThat(claims.header("Content-Type")).isEqualTo("application/json");
        assertThat(claims.header("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pwd,password",
        "pwd otp mfa,password and Google Authenticator",
        "pwd sms mfa,password and a text message",
        "pwd mfa,password and a recovery code",
        "pwd hwk user mfa,password and a passkey or security key",
        "swk user mfa,a passkey",
        "face,another way"
    })
    void reportWhenSignedInThenNamesTheFactors(String amr, String words) {
        PROVIDER.answers.amr = '"' + amr.replace(" ", "\",\"") + '"';
        signIn();

        assertThat(browser.open(lms("/how-you-signed-in")).body()).contains("<strong>" + words + "</strong>");
        assertThat(browser.open(lms("/courses")).body()).contains("<strong>" + words + "</strong>");
    }

    @Test
    void reportWhenShownThenRawClaimsButNoAccessToken() {
        signIn();

        Page report = browser.open(lms("/how-you-signed-in"));

        assertThat(report.body())
                .contains("<details>", "&quot;sid&quot; : &quot;s-1&quot;", "<time datetime=")
                .doesNotContain("secret-access-token");
    }
}
