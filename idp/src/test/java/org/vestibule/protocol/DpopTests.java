package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9449 at the token endpoint: what is bound to a key, and that a proof counts once. */
@ProtocolTest
class DpopTests {

    // the issuer's, not the port that these tests reach
    static final String TOKEN = "http://localhost:9000/oauth2/token";

    private static final Map<String, String> FOR_ITSELF = Map.of("grant_type", "client_credentials");

    @Autowired
    People people;

    private final ProvingKey key = ProvingKey.ec();

    @BeforeEach
    void twoFactor() {
        people.twoFactor(true, true);
    }

    /** OID-18; RFC 9449 sections 5 and 6. */
    @Requirement("OID-18")
    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void redeemWhenAKeyIsProvenThenTheAccessTokenIsBoundToIt(String format) {
        Lms lms = people.lms(people.client(Map.of("accessTokenFormat", format)));

        Answer tokens = lms.showing(proof()).redeem(code(lms));

        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        Answer introspection = lms.introspect(tokens.text("access_token"));
        assertThat(introspection.text("token_type")).isEqualTo("DPoP");
        assertThat(introspection.json().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
        assertThat(tokens.idToken().has("cnf")).isFalse();
        if ("jwt".equals(format)) {
            assertThat(tokens.accessToken().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
        }
    }

    @Test
    void redeemWhenNoKeyIsProvenThenTheAccessTokenIsABearerToken() {
        Lms lms = people.lms(people.client());
        Answer tokens = lms.redeem(code(lms));
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.accessToken().has("cnf")).isFalse();
    }

    @Test
    void clientCredentialsWhenAKeyIsProvenThenTheAccessTokenIsBoundToIt() {
        Lms lms = people.lms(people.client());
        Answer tokens = lms.showing(proof()).token(FOR_ITSELF);
        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        assertThat(tokens.accessToken().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
        assertThat(lms.introspect(tokens.text("access_token")).text("token_type"))
                .isEqualTo("DPoP");
    }

    /** RFC 9449 section 5: their refresh tokens are bound to the authentication of the client. */
    @Test
    void refreshWhenTheClientIsConfidentialThenTheNewTokenIsBoundToTheNewKey() {
        Lms lms = people.lms(people.client());
        Answer tokens = lms.showing(proof()).redeem(code(lms));
        ProvingKey next = ProvingKey.ec();

        Answer refreshed = lms.showing(proof(next)).refresh(tokens.text("refresh_token"));

        assertThat(refreshed.text("token_type")).isEqualTo("DPoP");
        assertThat(refreshed.accessToken().path("cnf").path("jkt").asString()).isEqualTo(next.thumbprint());
    }

    /** OID-05; RFC 9449 section 5, FAPI: who stole the token lacks the key, and cannot spoil it for its owner. */
    @Requirement("OID-05")
    @Test
    void refreshWhenTheClientIsPublicThenTheTokenIsGoodOnlyWithItsKey() {
        Lms app = people.lms(people.publicClient());
        String refreshToken = app.showing(proof())
                .postOpenly("/oauth2/token", redemption(app, code(app)))
                .text("refresh_token");
        Map<String, String> refresh =
                Map.of("grant_type", "refresh_token", "client_id", app.clientId(), "refresh_token", refreshToken);

        assertThat(app.postOpenly("/oauth2/token", refresh).text("error")).isEqualTo("invalid_grant");
        assertThat(app.showing(proof(ProvingKey.ec()))
                        .postOpenly("/oauth2/token", refresh)
                        .text("error"))
                .isEqualTo("invalid_grant");

        Answer refreshed = app.showing(proof()).postOpenly("/oauth2/token", refresh);
        assertThat(refreshed.text("token_type")).isEqualTo("DPoP");
        Map<String, String> again = Map.of(
                "grant_type", "refresh_token",
                "client_id", app.clientId(),
                "refresh_token", refreshed.text("refresh_token"));
        assertThat(app.postOpenly("/oauth2/token", again).text("error")).isEqualTo("invalid_grant");
        assertThat(app.showing(proof()).postOpenly("/oauth2/token", again).status())
                .isEqualTo(200);
    }

    /** OID-04; RFC 9449 section 10. */
    @Requirement("OID-04")
    @Test
    void redeemWhenTheRequestNamedAKeyThenTheCodeIsBoundToIt() {
        Lms lms = people.lms(people.client());
        String[] bound = {"dpop_jkt", key.thumbprint()};

        assertThat(lms.showing(proof()).redeem(code(lms, bound)).status()).isEqualTo(200);
        assertThat(lms.redeem(code(lms, bound)).text("error")).isEqualTo("invalid_grant");
        String code = code(lms, bound);
        assertThat(lms.showing(proof(ProvingKey.ec())).redeem(code).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(lms.showing(proof()).redeem(code).text("error"))
                .as("as after a wrong verifier, the code is dead")
                .isEqualTo("invalid_grant");
    }

    /** OID-24. */
    @Requirement("OID-24")
    @ParameterizedTest
    @ValueSource(strings = {"short", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4=", "<script>"})
    void authorizeWhenTheThumbprintIsNoneThenItIsRefused(String thumbprint) {
        Lms lms = people.lms(people.client());
        assertThat(people.browser().get(lms.authorize("dpop_jkt", thumbprint)).parameter("error"))
                .isEqualTo("invalid_request");
    }

    /** RFC 9449 section 5.2, {@code dpop_bound_access_tokens}. */
    @Test
    void tokenWhenTheClientNeedsAProofThenNoneIsRefused() {
        Lms lms = people.lms(people.client(Map.of("dpopBoundAccessTokens", true)));
        String code = code(lms);
        assertThat(lms.redeem(code).text("error")).isEqualTo("invalid_request");
        assertThat(lms.token(FOR_ITSELF).text("error")).isEqualTo("invalid_request");
        assertThat(lms.showing(proof()).redeem(code).text("token_type")).isEqualTo("DPoP");
    }

    /** RFC 9449 section 11.1. */
    @Test
    void tokenWhenOneProofIsUsedTwentyTimesInParallelThenOneSucceeds() throws Exception {
        Lms lms = people.lms(people.client()).showing(proof());

        List<Answer> answers = Parallel.times(20, () -> lms.token(FOR_ITSELF));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(19)
                .allMatch(answer -> answer.status() == 400)
                .allMatch(answer -> answer.text("error").equals("invalid_dpop_proof"));
    }

    @Test
    void tokenWhenTheProofIsOldThenItIsRefused() {
        Lms lms = people.lms(people.client());
        String proof = proof();
        people.clock().advance(Duration.ofSeconds(62));
        assertThat(lms.showing(proof).token(FOR_ITSELF).text("error")).isEqualTo("invalid_dpop_proof");
    }

    /** Nothing a stranger sends is an error of ours, and a refused proof spends no code. */
    @Test
    void redeemWhenTheProofIsGarbageThenTheCodeStaysGood() {
        Lms lms = people.lms(people.client());
        String code = code(lms);
        for (String garbage : List.of("x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "y".repeat(5000), proof() + "x")) {
            assertRefused(lms.showing(garbage).redeem(code));
        }
        assertRefused(lms.showing(proof(), proof()).redeem(code));
        assertRefused(
                lms.showing(key.proof("GET", TOKEN, people.clock().instant())).redeem(code));
        assertRefused(lms.showing(key.proof(
                        "POST", "http://localhost:9000/userinfo", people.clock().instant()))
                .redeem(code));
        assertThat(lms.showing(proof()).redeem(code).status()).isEqualTo(200);
    }

    /** The framework would take a form field for a header. */
    @Test
    void tokenWhenAFormFieldLooksLikeAProofThenItIsNone() {
        Lms lms = people.lms(people.client());
        Answer answer = lms.token(Map.of("grant_type", "client_credentials", "dpop_proof", proof()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
    }

    /** FAPI 2.0 section 5.4.1. */
    @Test
    void tokenWhenTheClientIsAFapiOneThenRs256IsRefused() {
        Lms lms = people.lms(people.client(Map.of("fapi2", true)));
        ProvingKey rsa = ProvingKey.rsa("RS256");
        assertRefused(lms.showing(proof(rsa)).token(FOR_ITSELF));
        assertThat(lms.showing(proof(rsa.with("PS256"))).token(FOR_ITSELF).status())
                .isEqualTo(200);
    }

    /** A wrong secret is refused first, so that nobody fills the table of used proofs. */
    @Test
    void tokenWhenTheClientIsNotKnownThenItsProofIsNotLookedAt() {
        Lms lms = people.lms(people.client());
        String proof = proof();
        assertThat(lms.showing(proof)
                        .post("/oauth2/token", FOR_ITSELF, "not the secret of anybody")
                        .status())
                .isEqualTo(401);
        assertThat(lms.showing(proof).token(FOR_ITSELF).status()).isEqualTo(200);
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenReadThenItNamesTheAlgorithmsOfProofs() {
        Lms lms = people.lms(people.client());
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            assertThat(lms.get(path)
                            .json()
                            .path("dpop_signing_alg_values_supported")
                            .toString())
                    .isEqualTo("[\"ES256\",\"PS256\",\"RS256\"]");
        }
    }

    private String code(Lms lms, String... more) {
        return SignIn.throughApp(people, people.browser(), lms.authorize(more), people.withApp())
                .parameter("code");
    }

    private static Map<String, String> redemption(Lms app, String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                app.clientId(),
                "code",
                code,
                "redirect_uri",
                People.REDIRECT,
                "code_verifier",
                Lms.VERIFIER);
    }

    private String proof() {
        return proof(key);
    }

    private String proof(ProvingKey by) {
        return by.proof("POST", TOKEN, people.clock().instant());
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
    }
}
