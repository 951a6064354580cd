package org.vestibule.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AuthorizationRequestTests {

    private static final URI ISSUER = URI.create("http://localhost:9000");

    private final AuthorizationRequest request = new AuthorizationRequest("s1", "n1", "v1");

    @Test
    void codeWhenAnswerToThisRequestThenTheCode() {
        assertThat(request.code("http://lms/callback?code=c1&state=s1&iss=http%3A%2F%2Flocalhost%3A9000", ISSUER))
                .contains("c1");
    }

    @Test
    void codeWhenStateOrIssuerOfAnotherThenNone() {
        assertThat(request.code("http://lms/callback?code=c1&state=s2&iss=http%3A%2F%2Flocalhost%3A9000", ISSUER))
                .isEmpty();
        assertThat(request.code("http://lms/callback?code=c1&state=s1&iss=http%3A%2F%2Fother", ISSUER))
                .isEmpty();
    }

    @Test
    void codeWhenErrorThenNone() {
        String error = "http://lms/callback?error=access_denied&state=s1&iss=http%3A%2F%2Flocalhost%3A9000";
        assertThat(request.code(error, ISSUER)).isEmpty();
    }

    @Test
    void requireAnsweredByWhenPasswordOnlyThenRefuses() {
        request.requireAnsweredBy(idToken("{\"nonce\":\"n1\",\"amr\":[\"pwd\",\"otp\",\"mfa\"]}"));
        assertThatIllegalStateException()
                .isThrownBy(() -> request.requireAnsweredBy(idToken("{\"nonce\":\"n1\",\"amr\":[\"pwd\"]}")));
    }

    private static String idToken(String claims) {
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
