package org.vestibule.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The FAPI 2.0 Security Profile, for clients that are flagged so. */
@ProtocolTest
class Fapi2Tests {

    @Autowired
    People people;

    private final ProvingKey key = ProvingKey.ec();

    @BeforeEach
    void twoFactor() {
        people.twoFactor(true, true);
    }

    @Test
    void signInWhenEverythingFitsThenTokensAreBoundAndSignedAsTheProfileSays() throws Exception {
        Fapi lms = new Fapi(people);
        Answer tokens = lms.signIn();

        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        assertThat(tokens.accessToken().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
        for (String token : List.of("id_token", "access_token")) {
            assertThat(JWSObject.parse(tokens.text(token)).getHeader().getAlgorithm())
                    .isEqualTo(JWSAlgorithm.PS256);
        }
        assertThat(tokens.idToken().path("amr").toString()).contains("mfa");
    }

    /** Section 5.3.2.1: refresh tokens stay; two workers of one LMS do not get into each other's way. */
    @Test
    void refreshWhenDoneManyTimesAtOnceThenTheSameTokenWorks() throws Exception {
        Fapi lms = new Fapi(people);
        String refreshToken = lms.signIn().text("refresh_token");

        List<Answer> answers = Parallel.times(8, () -> lms.refresh(refreshToken));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
            assertThat(answer.json().has("refresh_token")).isFalse();
            assertThat(answer.text("token_type")).isEqualTo("DPoP");
        });
        assertThat(lms.refresh(refreshToken).status()).isEqualTo(200);
        lms.post("/oauth2/revoke", Map.of("token", refreshToken));
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void refreshWhenAnotherClientHasTheTokenThenRefusedAndTheOwnerGoesOn() {
        Fapi lms = new Fapi(people);
        String refreshToken = lms.signIn().text("refresh_token");

        assertThat(new Fapi(people).refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void authorizeWhenTheRequestWasNotPushedThenRefused() {
        Fapi lms = new Fapi(people);
        assertThat(people.browser().get(lms.browserSide.authorize()).parameter("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void redeemWhenNoKeyIsProvenThenRefused() {
        Fapi lms = new Fapi(people);
        String code = lms.code();
        assertThat(lms.asserting
                        .post("/oauth2/token", lms.asserting.assertion(), lms.redemption(code))
                        .status())
                .isEqualTo(400);
    }

    /** Section 5.4.1: PS256 and ES256 only; and the audience is the issuer as a string. */
    @Test
    void assertionWhenTheProfileDoesNotKnowItThenRefused() {
        Fapi lms = new Fapi(people);
        lms.asserting.sign(AssertingLms.RSA, JWSAlgorithm.RS256);
        AssertingLms.assertRefused(lms.asserting.token(lms.asserting.assertion()));
        lms.asserting.sign(AssertingLms.EC, JWSAlgorithm.ES256);
        AssertingLms.assertRefused(lms.asserting.token(
                lms.asserting.assertion(claims -> claims.put("aud", AssertingLms.ISSUER + "/oauth2/token"))));
        AssertingLms.assertRefused(lms.asserting.token(
                lms.asserting.assertion(claims -> claims.put("aud", List.of(AssertingLms.ISSUER)))));
    }

    private final class Fapi {

        final AssertingLms asserting;
        final Lms browserSide;

        Fapi(People people) {
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "fapi2", true,
                    "authenticationMethods", List.of("private_key_jwt"),
                    "requirePushedAuthorizationRequests", true,
                    "dpopBoundAccessTokens", true,
                    "idTokenSignedResponseAlg", "PS256"));
            settings.put(
                    "jwks",
                    new JWKSet(List.of(AssertingLms.RSA, AssertingLms.EC))
                            .toPublicJWKSet()
                            .toJSONObject());
            String clientId = people.client(settings);
            browserSide = people.lms(clientId);
            asserting = new AssertingLms(browserSide, people.clock(), AssertingLms.EC, JWSAlgorithm.ES256);
        }

        String code() {
            Map<String, String> request = new LinkedHashMap<>();
            for (String pair : Lms.query(browserSide.authorize()).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                request.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            Answer pushed = asserting.post("/oauth2/par", asserting.assertion(), request);
            assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
            return SignIn.throughApp(people, people.browser(), browserSide.authorizePushed(pushed), people.withApp())
                    .parameter("code");
        }

        Map<String, String> redemption(String code) {
            return Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    People.REDIRECT,
                    "code_verifier",
                    Lms.VERIFIER);
        }

        Answer signIn() {
            Answer tokens = post("/oauth2/token", redemption(code()));
            assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
            return tokens;
        }

        Answer refresh(String token) {
            return post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
        }

        Answer post(String path, Map<String, String> form) {
            Lms proving = browserSide.showing(
                    key.proof("POST", DpopTests.TOKEN, people.clock().instant()));
            AssertingLms lms = new AssertingLms(proving, people.clock(), AssertingLms.EC, JWSAlgorithm.ES256);
            return lms.post(path, lms.assertion(), form);
        }
    }
}
