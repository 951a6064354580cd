package org.vestibule.sample.signin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * How somebody signed in, read from the ID token alone: UserInfo may repeat these claims, but only the ID token is signed.
 *
 * @param proof key of the text that names the factors
 * @param methods the {@code amr} values as sent
 * @param level the {@code acr} value as sent
 * @param provenAt when the person proved who they are; absent when the provider does not tell
 */
public record SignInReport(
        String proof,
        List<String> methods,
        @Nullable String level,
        @Nullable Instant provenAt) {

    public static SignInReport of(OidcIdToken token) {
        List<String> methods = token.getAuthenticationMethods();
        List<String> amr = methods == null ? List.of() : List.copyOf(methods);
        return new SignInReport(
                "proof." + proof(amr), amr, token.getAuthenticationContextClass(), token.getAuthenticatedAt());
    }

    /** The payload of the token, byte for byte as the provider signed it. */
    static byte[] payload(OidcIdToken token) {
        String[] parts = token.getTokenValue().split("\\.", -1);
        return Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 8176 names; a recovery code has none there, so it shows as a second factor without a method. */
    private static String proof(List<String> amr) {
        boolean password = amr.contains("pwd");
        boolean key = amr.contains("hwk") || amr.contains("swk");
        if (!password) {
            return key ? "passkey" : "unknown";
        }
        if (key) {
            return "password-key";
        }
        if (amr.contains("otp")) {
            return "password-app";
        }
        if (amr.contains("sms")) {
            return "password-text";
        }
        return amr.contains("mfa") ? "password-recovery" : "password";
    }
}
