package org.vestibule.bench.load;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.vestibule.bench.people.PeopleFiles;

/** What a learning platform remembers of a sign-in it has started: state, nonce and PKCE verifier. */
record AuthorizationRequest(String state, String nonce, String verifier) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static AuthorizationRequest fresh() {
        return new AuthorizationRequest(text(), text(), text());
    }

    Map<String, Object> parameters() {
        return Map.of(
                "response_type",
                "code",
                "client_id",
                PeopleFiles.CLIENT,
                "redirect_uri",
                PeopleFiles.REDIRECT,
                "scope",
                "openid profile email offline_access",
                "state",
                state,
                "nonce",
                nonce,
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256");
    }

    /** The code in the answer; empty when it is an error, or not the answer to this request of this issuer (RFC 9207). */
    Optional<String> code(String answer, URI issuer) {
        String query = URI.create(answer).getRawQuery();
        Map<String, String> values = Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        boolean ours = state.equals(values.get("state")) && issuer.toString().equals(values.get("iss"));
        return ours ? Optional.ofNullable(values.get("code")) : Optional.empty();
    }

    /** @throws IllegalStateException when the ID token is for another request or was not earned with two factors */
    void requireAnsweredBy(String idToken) {
        String[] parts = idToken.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        if (!claims.contains("\"nonce\":\"" + nonce + "\"") || !claims.contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]")) {
            throw new IllegalStateException("not the ID token of this sign-in");
        }
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
