package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9449 section 7 at UserInfo: a bound token is of no use without its key, and no other passes for one. */
@ProtocolTest
class DpopUserInfoTests {

    private static final String USER_INFO = "http://localhost:9000/userinfo";
    private static final String ALGORITHMS = "algs=\"ES256 PS256 RS256\"";

    @Autowired
    People people;

    private final ProvingKey key = ProvingKey.ec();
    private Lms lms;
    private String token;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        signIn("jwt");
    }

    private void signIn(String format) {
        lms = people.lms(people.client(Map.of("accessTokenFormat", format)));
        token = lms.showing(key.proof("POST", DpopTests.TOKEN, people.clock().instant()))
                .redeem(code())
                .text("access_token");
    }

    private String code() {
        return SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void userInfoWhenTheKeyIsProvenThenItAnswers(String format) {
        signIn(format);
        assertThat(lms.showing(proof("GET")).userInfo("DPoP", token).text("sub"))
                .isNotEmpty();
        assertThat(lms.showing(proof("GET")).userInfo("dpop", token).status()).isEqualTo(200);
        assertThat(lms.showing(proof("POST"))
                        .userInfoByPost("DPoP", token, Map.of())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void userInfoWhenABoundTokenIsShownAsBearerThenItIsRefused(String format) {
        signIn(format);
        Answer refused = lms.showing(proof("GET")).userInfo(token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"invalid_token\"", "DPoP " + ALGORITHMS);
        assertThat(lms.postOpenly("/userinfo", Map.of("access_token", token)).status())
                .isEqualTo(401);
    }

    @Test
    void userInfoWhenABearerTokenIsShownAsBoundThenItIsRefused() {
        String bearer = lms.redeem(code()).text("access_token");
        Answer refused = lms.showing(key.proof("GET", USER_INFO, people.clock().instant(), bearer))
                .userInfo("DPoP", bearer);
        assertRefused(refused, "invalid_token");
    }

    @Test
    void userInfoWhenTheProofIsOfAnotherKeyThenItIsRefused() {
        String proof = ProvingKey.ec().proof("GET", USER_INFO, people.clock().instant(), token);
        assertRefused(lms.showing(proof).userInfo("DPoP", token), "invalid_token");
    }

    @Test
    void userInfoWhenTheProofIsMissingOrWrongThenItIsRefused() {
        String other = lms.showing(
                        key.proof("POST", DpopTests.TOKEN, people.clock().instant()))
                .redeem(code())
                .text("access_token");
        String used = proof("GET");
        assertThat(lms.showing(used).userInfo("DPoP", token).status()).isEqualTo(200);

        assertRefused(lms.userInfo("DPoP", token), "invalid_dpop_proof");
        assertRefused(lms.showing(used).userInfo("DPoP", token), "invalid_dpop_proof");
        assertRefused(lms.showing("nonsense").userInfo("DPoP", token), "invalid_dpop_proof");
        assertRefused(lms.showing(proof("POST")).userInfo("DPoP", token), "invalid_dpop_proof");
        assertRefused(lms.showing(proof("GET"), proof("GET")).userInfo("DPoP", token), "invalid_dpop_proof");
        assertRefused(lms.showing(proof("GET")).userInfo("DPoP", other), "invalid_dpop_proof");
        assertRefused(
                lms.showing(key.proof("GET", USER_INFO, people.clock().instant()))
                        .userInfo("DPoP", token),
                "invalid_dpop_proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "", "two words", "\u00e4"})
    void userInfoWhenTheTokenIsNotOursThenItSaysInvalidToken(String nonsense) {
        assertRefused(lms.showing(proof("GET")).userInfo("DPoP", nonsense), "invalid_token");
    }

    /** RFC 6750 section 2: one way to show a token. */
    @Test
    void userInfoWhenTheTokenIsInTheFormTooThenItIsRefused() {
        String bearer = lms.redeem(code()).text("access_token");
        Answer refused = lms.showing(proof("POST")).userInfoByPost("DPoP", token, Map.of("access_token", bearer));
        assertThat(refused.status()).isEqualTo(400);
    }

    /** OID-18: the person's state counts here as for bearer tokens. */
    @Requirement("OID-18")
    @Test
    void userInfoWhenTheTokenWasRevokedThenItIsRefused() {
        lms.post("/oauth2/revoke", Map.of("token", token), People.SECRET);
        assertRefused(lms.showing(proof("GET")).userInfo("DPoP", token), "invalid_token");
    }

    private String proof(String method) {
        return key.proof(method, USER_INFO, people.clock().instant(), token);
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().allValues("WWW-Authenticate"))
                .containsExactly("DPoP error=\"" + error + "\", " + ALGORITHMS);
        assertThat(answer.text("error")).isEqualTo(error);
    }
}
