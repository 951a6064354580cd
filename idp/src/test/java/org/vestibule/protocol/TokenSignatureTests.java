package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-16: keys and algorithms as LMSs see them. */
@Requirement("OID-16")
@ProtocolTest
class TokenSignatureTests {

    @Autowired
    People people;

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "PS256"})
    void redeemWhenTheClientWantsAnAlgorithmThenItsIdTokensAreSignedWithIt(String algorithm) throws Exception {
        Lms lms = people.lms(people.client(Map.of("idTokenSignedResponseAlg", algorithm)));
        Answer tokens = lms.redeem(signIn(lms));
        assertThat(verifiedAlgorithm(lms, tokens.text("id_token"))).isEqualTo(algorithm);
        // access tokens are for the provider and LMSs' own APIs, which expect RS256
        assertThat(verifiedAlgorithm(lms, tokens.text("access_token"))).isEqualTo("RS256");
        assertThat(lms.get("/connect/logout?id_token_hint=" + tokens.text("id_token"))
                        .status())
                .isLessThan(400);
        assertThat(lms.introspect(tokens.text("access_token"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void redeemWhenTheClientIsFlaggedFapiThenItsAccessTokensAreSignedWithPs256() throws Exception {
        Lms lms = people.lms(people.client(Map.of("idTokenSignedResponseAlg", "PS256", "fapi2", true)));
        Answer tokens = lms.redeem(signIn(lms));
        assertThat(verifiedAlgorithm(lms, tokens.text("access_token"))).isEqualTo("PS256");
        assertThat(lms.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void jwksWhenAskedThenItIsCacheableAndPublicOnly() throws Exception {
        Answer answer = people.lms(people.client()).get("/oauth2/jwks");
        assertThat(answer.response().headers().allValues("Cache-Control")).containsExactly("public, max-age=900");
        assertThat(answer.response().headers().firstValue("Pragma")).isEmpty();
        JWKSet keys = JWKSet.parse(answer.response().body());
        assertThat(keys.getKeys())
                .hasSizeGreaterThanOrEqualTo(3)
                .noneMatch(JWK::isPrivate)
                .allMatch(key -> key.getAlgorithm() != null);
        assertThat(keys.getKeys().get(0).getAlgorithm().getName()).isEqualTo("RS256");
    }

    @Test
    void discoveryWhenAskedThenItNamesTheAlgorithms() {
        Answer answer = people.lms(people.client()).get("/.well-known/openid-configuration");
        assertThat(answer.json().get("id_token_signing_alg_values_supported"))
                .extracting(algorithm -> algorithm.asString())
                .containsExactly("RS256", "ES256", "PS256");
    }

    private String signIn(Lms lms) {
        people.twoFactor(true, true);
        return SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code");
    }

    private static String verifiedAlgorithm(Lms lms, String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = JWKSet.parse(lms.get("/oauth2/jwks").response().body())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(key.getAlgorithm()).isEqualTo(jwt.getHeader().getAlgorithm());
        assertThat(jwt.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(
                                jwt.getHeader(),
                                "EC".equals(key.getKeyType().getValue())
                                        ? key.toECKey().toPublicKey()
                                        : key.toRSAKey().toPublicKey())))
                .isTrue();
        return jwt.getHeader().getAlgorithm().getName();
    }
}
