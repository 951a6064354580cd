package org.vestibule.protocol;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-18: access tokens that say nothing to those who hold them. */
@Requirement("OID-18")
@ProtocolTest
class OpaqueTokenTests {

    @Autowired
    People people;

    private Lms lms;
    private Answer tokens;
    private ProtocolFixture.Person person;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        person = people.withApp();
        lms = people.lms(people.client(Map.of("accessTokenFormat", "opaque")));
        tokens = lms.redeem(SignIn.throughApp(people, people.browser(), lms.authorize(), person)
                .parameter("code"));
    }

    @Test
    void redeemWhenTheClientWantsOpaqueTokensThenTheAccessTokenHasNoContent() {
        assertThat(tokens.text("access_token")).matches("[A-Za-z0-9_-]{43}");
        assertThat(tokens.idToken().get("sub").asString()).isEqualTo(person.id().toString());
    }

    @Test
    void userInfoWhenTheTokenIsOpaqueThenItAnswers() {
        Answer answer = lms.userInfo(tokens.text("access_token"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("sub")).isEqualTo(person.id().toString());
        assertThat(answer.text("email")).isEqualTo(person.username() + "@example.org");
    }

    @Test
    void introspectWhenTheTokenIsOpaqueThenItSaysWhatAJwtWould() {
        Answer answer = lms.introspect(tokens.text("access_token"));
        assertThat(answer.json().get("active").asBoolean()).isTrue();
        assertThat(answer.text("sub")).isEqualTo(person.id().toString());
        assertThat(answer.text("scope")).isEqualTo("openid profile email");
        assertThat(answer.text("acr")).isEqualTo("https://refeds.org/profile/mfa");
        assertThat(answer.json().get("amr")).hasSize(3);
        assertThat(answer.json().get("exp").asLong() - answer.json().get("iat").asLong())
                .isEqualTo(300);
        assertThat(lms.introspect(lms.refresh(tokens.text("refresh_token")).text("access_token"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void revokeWhenTheTokenIsOpaqueThenItIsDeadEverywhere() {
        String token = tokens.text("access_token");
        assertThat(lms.post("/oauth2/revoke", Map.of("token", token), People.SECRET)
                        .status())
                .isEqualTo(200);
        assertThat(lms.introspect(token).json().get("active").asBoolean()).isFalse();
        assertThat(lms.userInfo(token).status()).isEqualTo(401);
        assertThat(lms.userInfo("nonsense").status()).isEqualTo(401);
    }

    @Test
    void tokenWhenAClientActsForItselfThenItsOpaqueTokenIsKnown() {
        Lms self = people.lms(people.client(Map.of("accessTokenFormat", "opaque", "scopes", List.of("groups"))));
        Answer answer = self.token(Map.of("grant_type", "client_credentials", "scope", "groups"));
        assertThat(answer.text("access_token")).matches("[A-Za-z0-9_-]{43}");
        assertThat(self.introspect(answer.text("access_token")).text("sub")).isEqualTo(self.clientId());
    }
}
