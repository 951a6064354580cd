package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-05, OID-06: clients without a secret refresh by their client_id, and what they show rotates. */
@Requirement({"OID-05", "OID-06"})
@ProtocolTest
class PublicClientTests {

    @Autowired
    People people;

    private Lms app;
    private String refreshToken;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        app = people.lms(people.publicClient());
        String code = SignIn.throughApp(people, people.browser(), app.authorize(), people.withApp())
                .parameter("code");
        refreshToken = app.postOpenly(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                app.clientId(),
                                "code",
                                code,
                                "redirect_uri",
                                People.REDIRECT,
                                "code_verifier",
                                Lms.VERIFIER))
                .text("refresh_token");
    }

    @Test
    void refreshWhenTheClientIsPublicThenTheTokenRotatesAndAReplayEndsTheFamily() {
        Answer first = refresh(app.clientId(), refreshToken);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("refresh_token")).isNotEmpty().isNotEqualTo(refreshToken);
        assertThat(refresh(app.clientId(), refreshToken).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(app.clientId(), first.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void refreshWhenTheTokenIsAnotherClientsThenItIsRefusedAndUnharmed() {
        assertThat(refresh(people.publicClient(), refreshToken).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(app.clientId(), refreshToken).status()).isEqualTo(200);
    }

    /** OID-17: a client that has a secret must show it. */
    @Requirement("OID-17")
    @Test
    void refreshWhenTheClientHasASecretThenItsIdIsNotEnough() {
        Lms lms = people.lms(people.client());
        Answer tokens = lms.redeem(SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code"));
        Answer refused = refresh(lms.clientId(), tokens.text("refresh_token"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(lms.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void revokeWhenTheClientIsPublicThenItsGrantEnds() {
        assertThat(app.postOpenly("/oauth2/revoke", Map.of("client_id", app.clientId(), "token", refreshToken))
                        .status())
                .isEqualTo(200);
        assertThat(refresh(app.clientId(), refreshToken).text("error")).isEqualTo("invalid_grant");
    }

    private Answer refresh(String clientId, String token) {
        return app.postOpenly(
                "/oauth2/token", Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", token));
    }
}
