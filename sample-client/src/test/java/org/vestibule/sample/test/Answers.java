package org.vestibule.sample.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;

/** What the fake provider says next. Every field has a sound value until a test changes it. */
public final class Answers {

    public static final String MFA = "https://refeds.org/profile/mfa";
    public static final String SFA = "https://refeds.org/profile/sfa";

    private static final String DEFAULT_AMR = "\"pwd\"";

    public String amr = DEFAULT_AMR;
    public String acr = SFA;
    public Instant authTime = Instant.EPOCH;
    public String audience = "\"sample-lms\"";
    public String algorithm = "RS256";
    public String extraClaims = "";
    public Optional<String> iss = Optional.of("ISSUER");
    public @Nullable String nonce;
    public @Nullable String state;
    public @Nullable String error;
    public boolean refuseTokens;
    public int accessTokenSeconds = 300;

    /** The payload of the newest ID token, as it was signed. */
    public String lastPayload = "";

    Answers() {
        reset();
    }

    /** Two factors, proved at the given time. */
    public Answers twoFactors(String methods, Instant provenAt) {
        amr = methods;
        acr = MFA;
        authTime = provenAt;
        return this;
    }

    void reset() {
        amr = DEFAULT_AMR;
        acr = SFA;
        authTime = Instant.now();
        audience = "\"sample-lms\"";
        algorithm = "RS256";
        extraClaims = "";
        iss = Optional.of("ISSUER");
        nonce = null;
        state = null;
        error = null;
        refuseTokens = false;
        accessTokenSeconds = 300;
    }

    String idToken(FakeProvider provider, @Nullable String askedNonce) {
        String sentNonce = nonce != null ? nonce : askedNonce;
        Instant now = Instant.now();
        lastPayload = """
                {"iss":"%s", "sub":"4711","aud":%s,"iat":%d,"exp":%d,"auth_time":%d,
                 "amr":[%s],"acr":"%s","sid":"s-1","preferred_username":"ada"%s%s}""".formatted(
                        provider.issuer(),
                        audience,
                        now.getEpochSecond(),
                        now.plusSeconds(600).getEpochSecond(),
                        authTime.getEpochSecond(),
                        amr,
                        acr,
                        sentNonce == null ? "" : ",\"nonce\":\"" + sentNonce + "\"",
                        extraClaims);
        return sign(provider);
    }

    /** An access token of the sign-in that these answers describe (RFC 9068). */
    String accessToken(FakeProvider provider, String type, String tokenAudience) {
        Instant now = Instant.now();
        String payload = """
                {"iss":"%s","sub":"4711","aud":"%s","client_id":"a-program","iat":%d,"exp":%d,"auth_time":%d,
                 "amr":[%s],"acr":"%s"}""".formatted(
                        provider.issuer(),
                        tokenAudience,
                        now.getEpochSecond(),
                        now.plusSeconds(300).getEpochSecond(),
                        authTime.getEpochSecond(),
                        amr,
                        acr);
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(provider.key().getKeyID()),
                payload,
                provider);
    }

    /** A logout token for the session of these answers' ID tokens. */
    String logoutToken(FakeProvider provider, String type, String keyId) {
        Instant now = Instant.now();
        String payload = """
                {"iss":"%s","sub":"4711","aud":%s,"iat":%d,"exp":%d,"jti":"%s","sid":"s-1",
                 "events":{"http://schemas.openid.net/event/backchannel-logout":{}}}""".formatted(
                        provider.issuer(),
                        audience,
                        now.getEpochSecond(),
                        now.plusSeconds(120).getEpochSecond(),
                        now);
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(keyId),
                payload,
                provider);
    }

    private String sign(FakeProvider provider) {
        try {
            return switch (algorithm) {
                case "none" -> encode("{\"alg\":\"none\"}") + "." + encode(lastPayload) + ".";
                case "HS256" -> {
                    // the classic confusion: the public key, known to everybody, used as an HMAC secret
                    JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(lastPayload));
                    token.sign(new MACSigner(provider.key().toRSAPublicKey().getEncoded()));
                    yield token.serialize();
                }
                default ->
                    signed(
                            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                                    .keyID(provider.key().getKeyID()),
                            lastPayload,
                            provider);
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static String signed(JWSHeader.Builder header, String payload, FakeProvider provider) {
        try {
            JWSObject token = new JWSObject(header.build(), new Payload(payload));
            token.sign(new RSASSASigner(provider.key()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
