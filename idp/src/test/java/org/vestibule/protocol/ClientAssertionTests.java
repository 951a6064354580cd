package org.vestibule.protocol;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.protocol.AssertingLms.EC;
import static org.vestibule.protocol.AssertingLms.RSA;
import static org.vestibule.protocol.AssertingLms.assertRefused;
import static org.vestibule.protocol.AssertingLms.assertTaken;
import static org.vestibule.protocol.AssertingLms.encoded;

/** OID-17: client authentication by private_key_jwt (RFC 7521, RFC 7523; OpenID Connect Core, section 9). */
@Requirement("OID-17")
@ProtocolTest
class ClientAssertionTests {

    @Autowired
    People people;

    private AssertingLms lms;

    @BeforeEach
    void registered() {
        lms = AssertingLms.registered(people, Map.of());
    }

    @Test
    void tokenWhenSignedByARegisteredKeyThenWorksWithEachAlgorithm() {
        assertTaken(lms.token(lms.assertion()));
        lms.sign(RSA, JWSAlgorithm.RS256);
        assertTaken(lms.token(lms.assertion()));
        lms.sign(RSA, JWSAlgorithm.PS256);
        assertTaken(lms.token(lms.assertion()));
        lms.sign(RSA, JWSAlgorithm.RS512);
        assertRefused(lms.token(lms.assertion()));
    }

    /** RFC 7521, section 4.2: the client_id may stand beside the assertion, and must then be the same client's. */
    @Test
    void tokenWhenAClientIdStandsBesideItThenItMustBeItsOwn() {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "groups");
        Map<String, String> own = new LinkedHashMap<>(form);
        own.put("client_id", lms.clientId());
        assertTaken(lms.post("/oauth2/token", lms.assertion(), own));
        Map<String, String> others = new LinkedHashMap<>(form);
        others.put("client_id", AssertingLms.registered(people, Map.of()).clientId());
        assertRefused(lms.post("/oauth2/token", lms.assertion(), others));
        others.put("client_id", "nobody");
        assertRefused(lms.post("/oauth2/token", lms.assertion(), others));
    }

    @Test
    void redeemWhenByAssertionThenTokensComeRefreshAndEnd() {
        people.twoFactor(true, true);
        Lms plain = people.lms(lms.clientId());
        String code = SignIn.throughApp(people, people.browser(), plain.authorize(), people.withApp())
                .parameter("code");
        Answer tokens = lms.post(
                "/oauth2/token",
                lms.assertion(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        People.REDIRECT,
                        "code_verifier",
                        Lms.VERIFIER));
        assertTaken(tokens);
        Answer refreshed = lms.post(
                "/oauth2/token",
                lms.assertion(),
                Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")));
        assertTaken(refreshed);
        Map<String, String> token = Map.of("token", refreshed.text("access_token"));
        assertThat(introspected(token)).isTrue();
        assertTaken(lms.post("/oauth2/revoke", lms.assertion(), token));
        assertThat(introspected(token)).isFalse();
    }

    private boolean introspected(Map<String, String> token) {
        return lms.post("/oauth2/introspect", lms.assertion(), token)
                .json()
                .get("active")
                .asBoolean();
    }

    /** Contract, section 6: also a client with a key loses the code by a wrong verifier. */
    @Test
    void redeemWhenTheVerifierIsWrongThenTheCodeIsDead() {
        people.twoFactor(true, true);
        String code = SignIn.throughApp(
                        people, people.browser(), people.lms(lms.clientId()).authorize(), people.withApp())
                .parameter("code");
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                People.REDIRECT,
                "code_verifier",
                "another-verifier-of-at-least-forty-three-characters"));
        assertThat(lms.post("/oauth2/token", lms.assertion(), form).text("error"))
                .isEqualTo("invalid_grant");
        form.put("code_verifier", Lms.VERIFIER);
        assertThat(lms.post("/oauth2/token", lms.assertion(), form).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void tokenWhenOneAssertionComesTenTimesInParallelThenOneSucceeds() throws Exception {
        String assertion = lms.assertion();
        List<Answer> answers = Parallel.times(10, () -> lms.token(assertion));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(AssertingLms::assertRefused);
    }

    @Test
    void revokeWhenTheAssertionWasUsedForATokenThenRefused() {
        String assertion = lms.assertion();
        assertTaken(lms.token(assertion));
        assertRefused(lms.post("/oauth2/revoke", assertion, Map.of("token", "x")));
        assertRefused(lms.post("/oauth2/introspect", assertion, Map.of("token", "x")));
    }

    /** RFC 9126, section 2: authentication is that of the token endpoint. */
    @Test
    void pushWhenByAssertionThenTheRequestIsTakenAndTheAssertionSpent() {
        String assertion = lms.assertion();
        Answer pushed = lms.post(
                "/oauth2/par",
                assertion,
                Map.of(
                        "client_id", lms.clientId(),
                        "response_type", "code",
                        "redirect_uri", People.REDIRECT,
                        "scope", "openid",
                        "state", "the-state",
                        "code_challenge", Lms.challenge(),
                        "code_challenge_method", "S256"));
        assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
        assertRefused(lms.token(assertion));
    }

    @Test
    void tokenWhenAudienceIsTheIssuerOrAnEndpointThenWorks() {
        String endpoint = AssertingLms.ISSUER + "/oauth2/token";
        for (Object audience :
                List.of(endpoint, List.of(AssertingLms.ISSUER), List.of(AssertingLms.ISSUER, endpoint))) {
            assertTaken(lms.token(lms.assertion(claims -> claims.put("aud", audience))));
        }
    }

    @Test
    void tokenWhenAudienceIsOrHasAnotherServerThenRefused() {
        for (Object audience : List.of(
                "https://other.example",
                AssertingLms.ISSUER + "/",
                List.of(),
                Arrays.asList(AssertingLms.ISSUER, null),
                List.of(AssertingLms.ISSUER, "https://other.example"))) {
            assertRefused(lms.token(lms.assertion(claims -> claims.put("aud", audience))));
        }
        assertRefused(lms.token(lms.assertion(claims -> claims.remove("aud"))));
    }

    /** FAPI 2.0 Security Profile, sections 5.3.2.1 and 5.4.1. */
    @Test
    void tokenWhenTheClientIsOfFapiThenOnlyTheIssuerAsAStringAndNoRs256() {
        lms = AssertingLms.registered(people, Map.of("fapi2", true));
        assertTaken(lms.token(lms.assertion()));
        for (Object audience : List.of(
                AssertingLms.ISSUER + "/oauth2/token",
                List.of(AssertingLms.ISSUER),
                List.of(AssertingLms.ISSUER, AssertingLms.ISSUER + "/oauth2/token"))) {
            assertRefused(lms.token(lms.assertion(claims -> claims.put("aud", audience))));
        }
        lms.sign(RSA, JWSAlgorithm.RS256);
        assertRefused(lms.token(lms.assertion()));
        lms.sign(RSA, JWSAlgorithm.PS256);
        assertTaken(lms.token(lms.assertion()));
    }

    @Test
    void tokenWhenTimesAreWrongThenRefused() {
        long now = people.clock().instant().getEpochSecond();
        assertRefused(lms.token(lms.assertion(claims -> claims.put("exp", now - 31))));
        assertRefused(lms.token(lms.assertion(claims -> claims.put("exp", now + 3600))));
        assertRefused(lms.token(lms.assertion(claims -> claims.remove("exp"))));
        assertRefused(lms.token(lms.assertion(claims -> claims.put("nbf", now + 120))));
        assertRefused(lms.token(lms.assertion(claims -> claims.put("iat", now + 120))));
        assertTaken(lms.token(lms.assertion(claims -> claims.put("exp", now - 20))));
        // iat is optional
        assertTaken(lms.token(lms.assertion(claims -> claims.remove("iat"))));
        String waiting = lms.assertion();
        people.clock().advance(Duration.ofMinutes(2));
        assertRefused(lms.token(waiting));
    }

    /** RFC 8725, sections 2.1 and 3.1: neither no signature nor the public key as a secret. */
    @Test
    void tokenWhenTheAlgorithmIsNoneOrSymmetricThenRefused() throws JOSEException {
        String[] parts = lms.assertion().split("\\.", -1);
        assertRefused(lms.token(encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."));
        assertRefused(lms.token(encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]));
        for (byte[] secret : List.of(
                RSA.toPublicKey().getEncoded(), RSA.toPublicJWK().toJSONString().getBytes(UTF_8))) {
            lms.sign(new OctetSequenceKey.Builder(secret).keyID("rsa").build(), JWSAlgorithm.HS256);
            assertRefused(lms.token(lms.assertion()));
        }
        String secret = People.SECRET;
        lms.sign(
                new OctetSequenceKey.Builder(secret.getBytes(UTF_8))
                        .keyID("rsa")
                        .build(),
                JWSAlgorithm.HS256);
        assertRefused(lms.token(lms.assertion()));
    }

    @Test
    void tokenWhenSignedByAnotherKeyThenRefused() throws JOSEException {
        lms.sign(new ECKeyGenerator(Curve.P_256).keyID("ec").generate(), JWSAlgorithm.ES256);
        assertRefused(lms.token(lms.assertion()));
        lms.sign(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
        assertRefused(lms.token(lms.assertion()));
    }

    /** RFC 6749, section 2.3; and a secret in the place of the key, or a key in the place of the secret, is nothing. */
    @Test
    void tokenWhenAnotherMethodIsUsedThenRefused() {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials", "scope", "groups"));
        Lms plain = people.lms(lms.clientId());
        assertRefused(plain.token(form));
        assertRefused(plain.tokenBySecretInTheForm(form));
        Lms bySecret = people.lms(people.client());
        AssertingLms pretending = new AssertingLms(bySecret, people.clock(), EC, JWSAlgorithm.ES256);
        assertRefused(pretending.token(pretending.assertion()));
        form.put("client_assertion", lms.assertion());
        form.put("client_assertion_type", AssertingLms.TYPE);
        assertThat(plain.token(form).text("error")).isEqualTo("invalid_request");
    }

    @Test
    void discoveryWhenReadThenNamesTheMethodAndItsAlgorithms() {
        Answer discovery = people.lms(lms.clientId()).get("/.well-known/openid-configuration");
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            assertThat(discovery
                            .json()
                            .get(endpoint + "_endpoint_auth_methods_supported")
                            .toString())
                    .contains("private_key_jwt");
            assertThat(discovery
                            .json()
                            .get(endpoint + "_endpoint_auth_signing_alg_values_supported")
                            .toString())
                    .isEqualTo("[\"RS256\",\"PS256\",\"ES256\"]");
        }
    }
}
