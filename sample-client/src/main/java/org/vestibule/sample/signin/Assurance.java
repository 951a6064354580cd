package org.vestibule.sample.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;

/** Judges how strong and how fresh the proof behind an ID token is; never trusts that the provider did what was asked. */
@Component
class Assurance {

    /** Asked for, and the least that is good enough. */
    static final String TWO_FACTOR = "https://refeds.org/profile/mfa";

    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** The level above on the provider's ladder: phishing-resistant, from the OpenID EAP ACR values. */
    private static final Set<String> GOOD_ENOUGH = Set.of(TWO_FACTOR, "phr");

    private final Clock clock;

    Assurance(Clock clock) {
        this.clock = clock;
    }

    enum Verdict {
        SUFFICIENT,
        ONE_FACTOR,
        TOO_OLD
    }

    Verdict judge(OidcIdToken token) {
        return judge(token.getAuthenticationContextClass(), token.getAuthenticatedAt());
    }

    Verdict judge(@Nullable String reached, @Nullable Instant proven) {
        if (reached == null || !GOOD_ENOUGH.contains(reached)) {
            return Verdict.ONE_FACTOR;
        }
        return proven != null && isFresh(proven) ? Verdict.SUFFICIENT : Verdict.TOO_OLD;
    }

    private boolean isFresh(Instant proven) {
        Instant now = clock.instant();
        Instant oldest = now.minus(MAX_AGE).minus(IdTokenDecoders.CLOCK_SKEW);
        Instant newest = now.plus(IdTokenDecoders.CLOCK_SKEW);
        return !proven.isBefore(oldest) && !proven.isAfter(newest);
    }
}
