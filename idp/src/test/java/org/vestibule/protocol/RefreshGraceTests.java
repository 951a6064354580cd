package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-06: a client's grace for answers that were lost. */
@Requirement("OID-06")
@ProtocolTest
class RefreshGraceTests {

    @Autowired
    People people;

    private Lms lms;
    private String refreshToken;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("refreshGrace", "PT5S")));
        refreshToken = lms.redeem(SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                        .parameter("code"))
                .text("refresh_token");
    }

    @Test
    void refreshWhenTwentyTimesInParallelThenAllGetTheSameSuccessor() throws Exception {
        List<Answer> answers = Parallel.times(20, () -> lms.refresh(refreshToken));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> answer.text("refresh_token")).distinct())
                .hasSize(1)
                .doesNotContain(refreshToken);
        assertThat(lms.refresh(answers.get(0).text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void refreshWhenTheGraceIsOverThenTheFamilyIsDead() {
        String successor = lms.refresh(refreshToken).text("refresh_token");
        people.clock().advance(Duration.ofSeconds(4));
        assertThat(lms.refresh(refreshToken).text("refresh_token")).isEqualTo(successor);
        people.clock().advance(Duration.ofSeconds(2));
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.refresh(successor).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void refreshWhenTheTokenWasRevokedThenThereIsNoGrace() {
        lms.refresh(refreshToken);
        lms.post("/oauth2/revoke", Map.of("token", refreshToken), People.SECRET);
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
    }
}
