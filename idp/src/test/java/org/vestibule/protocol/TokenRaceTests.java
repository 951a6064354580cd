package org.vestibule.protocol;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class TokenRaceTests {

    @Autowired
    People people;

    private Lms lms;
    private String code;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        Person person = people.withApp();
        lms = people.lms(people.client());
        code = SignIn.throughApp(people, people.browser(), lms.authorize(), person)
                .parameter("code");
    }

    /** OID-04: one winner under concurrency; the losers are replays, so what the winner got is revoked. */
    @Requirement("OID-04")
    @Test
    void redeemWhenTwentyTimesInParallelThenOneSucceedsAndItsTokensAreDead() throws Exception {
        List<Answer> answers = Parallel.times(20, () -> lms.redeem(code));

        List<Answer> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.text("error").equals("invalid_grant"));
        assertThat(lms.refresh(winners.get(0).text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(active(winners.get(0).text("access_token"))).isFalse();
        assertThat(lms.userInfo(winners.get(0).text("access_token")).status()).isEqualTo(401);
    }

    /** OID-06: parallel use yields one successor, and the family is dead after the replay. */
    @Requirement("OID-06")
    @Test
    void refreshWhenTwentyTimesInParallelThenOneSucceedsAndTheFamilyIsDead() throws Exception {
        String refreshToken = lms.redeem(code).text("refresh_token");

        List<Answer> answers = Parallel.times(20, () -> lms.refresh(refreshToken));

        List<Answer> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(lms.refresh(winners.get(0).text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(active(winners.get(0).text("access_token"))).isFalse();
    }

    @Test
    void refreshWhenAFormerTokenComesBackThenTheFamilyIsDead() {
        Answer first = lms.redeem(code);
        Answer second = lms.refresh(first.text("refresh_token"));

        assertThat(lms.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");

        assertThat(lms.refresh(second.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Contract, section 6: a wrong verifier or redirect address from the right client leaves the code dead. */
    @Test
    void redeemWhenTheVerifierIsWrongThenTheCodeIsDead() {
        assertThat(lms.redeem(code, "another-verifier-of-at-least-forty-three-characters", People.REDIRECT)
                        .text("error"))
                .isEqualTo("invalid_grant");

        assertThat(lms.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void redeemWhenTheRedirectAddressIsWrongThenTheCodeIsDead() {
        assertThat(lms.redeem(code, Lms.VERIFIER, People.REDIRECT + "/").text("error"))
                .isEqualTo("invalid_grant");

        assertThat(lms.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void redeemWhenTheSecretIsWrongThenTheCodeStaysGood() {
        Lms thief =
                new Lms(people.browser().base(), lms.clientId(), "not the secret of this client, but as long as it");
        assertThat(thief.redeem(code).status()).isEqualTo(401);
        assertThat(thief.redeem(code).text("error")).isEqualTo("invalid_client");

        assertThat(lms.redeem(code).status()).isEqualTo(200);
    }

    @Test
    void redeemWhenAnotherClientTriesThenTheCodeIsDeadAndNothingIsSaid() {
        Lms other = people.lms(people.client());

        assertThat(other.redeem(code).text("error")).isEqualTo("invalid_grant");

        assertThat(lms.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    /** OID-18: tokens of another client look like unknown ones. */
    @Requirement("OID-18")
    @Test
    void introspectWhenTheTokenIsAnotherClientsThenItIsNotActive() {
        String accessToken = lms.redeem(code).text("access_token");

        assertThat(people.lms(people.client())
                        .introspect(accessToken)
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(active(accessToken)).isTrue();
    }

    private boolean active(String accessToken) {
        return lms.introspect(accessToken).json().get("active").asBoolean();
    }
}
