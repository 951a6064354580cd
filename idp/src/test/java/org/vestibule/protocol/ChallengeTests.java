package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Contract, section 3: machine endpoints answer 401 with the right challenge, never a redirect to a page. */
@ProtocolTest
class ChallengeTests {

    @Autowired
    People people;

    private Lms lms;

    @BeforeEach
    void client() {
        lms = people.lms(people.client());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par", Device.ENDPOINT})
    void postWhenNobodyAuthenticatesThenBasicIsAskedFor(String path) {
        assertRefusedClient(lms.postOpenly(path, Map.of("grant_type", "client_credentials", "token", "t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"})
    void postWhenTheSecretIsWrongThenBasicIsAskedFor(String path) {
        assertRefusedClient(
                lms.post(path, Map.of("grant_type", "client_credentials", "token", "t"), "not the secret of anybody"));
    }

    /** OID-17: a secret in the address is none; addresses end up in logs. */
    @Requirement("OID-17")
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par", Device.ENDPOINT})
    void postWhenTheSecretIsInTheAddressThenItIsRefused(String path) {
        String query = Browser.encode(Map.of("client_id", lms.clientId(), "client_secret", People.SECRET));
        assertRefusedClient(
                lms.postOpenly(path + '?' + query, Map.of("grant_type", "client_credentials", "token", "t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par"})
    void getWhenTheMethodIsWrongThenThereIsNoWayToASignInPage(String path) {
        assertThat(people.browser().get(path).status()).isEqualTo(401);
        assertThat(lms.get(path).header("WWW-Authenticate")).startsWith("Basic");
    }

    /** RFC 6750, section 3.1: no error code where no token was shown. */
    @Test
    void userInfoWhenThereIsNoTokenThenBearerIsAskedFor() {
        Answer answer = lms.get("/userinfo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(people.browser().get("/userinfo").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void userInfoWhenTheTokenIsNotOursThenItSaysInvalidToken(String token) {
        Answer answer = lms.userInfo(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void tokenWhenABearerTokenIsShownThenItIsNoAuthenticationOfAClient() {
        assertRefusedClient(
                lms.postOpenly("/oauth2/token", Map.of("grant_type", "client_credentials", "access_token", "t")));
    }

    private static void assertRefusedClient(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }
}
