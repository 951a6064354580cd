package org.vestibule.sample.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.vestibule.sample.test.Answers;

import static org.assertj.core.api.Assertions.assertThat;

class AssuranceTests {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final Assurance assurance = new Assurance(Clock.fixed(NOW, ZoneOffset.UTC));

    /** Five minutes, and at most 60 seconds for clocks that differ, in both directions. */
    @ParameterizedTest
    @CsvSource({"0,SUFFICIENT", "300,SUFFICIENT", "360,SUFFICIENT", "361,TOO_OLD", "-60,SUFFICIENT", "-61,TOO_OLD"})
    void judgeWhenTwoFactorsThenByAge(long secondsAgo, Assurance.Verdict verdict) {
        OidcIdToken token = token(Map.of("acr", Answers.MFA, "auth_time", NOW.minusSeconds(secondsAgo)));

        assertThat(assurance.judge(token)).isEqualTo(verdict);
    }

    @Test
    void judgeWhenTimeIsMissingThenTooOld() {
        assertThat(assurance.judge(token(Map.of("acr", Answers.MFA)))).isEqualTo(Assurance.Verdict.TOO_OLD);
    }

    @ParameterizedTest
    @CsvSource({"https://refeds.org/profile/sfa", "https://refeds.org/profile/mfa/", "mfa"})
    void judgeWhenLevelIsAnotherThenOneFactor(String acr) {
        assertThat(assurance.judge(token(Map.of("acr", acr, "auth_time", NOW))))
                .isEqualTo(Assurance.Verdict.ONE_FACTOR);
    }

    /** amr is for people to read; only acr decides. */
    @Test
    void judgeWhenLevelIsMissingThenOneFactor() {
        assertThat(assurance.judge(token(Map.of("amr", List.of("pwd", "otp", "mfa"), "auth_time", NOW))))
                .isEqualTo(Assurance.Verdict.ONE_FACTOR);
    }

    private static OidcIdToken token(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "4711");
        return new OidcIdToken("h.p.s", NOW, NOW.plusSeconds(600), all);
    }
}
