package org.vestibule.signin;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.throttle.Attempts;
import org.vestibule.throttle.StreakRule;
import org.vestibule.throttle.Streaks;

/**
 * Limits on wrong passwords: by address and account, by account wherever they come from, by address over all accounts. A
 * browser that its owner has used before counts apart, so that an attack from elsewhere keeps nobody out (AVL-01, AVL-02).
 */
@Component
class PasswordThrottle {

    private static final String SOURCE_AND_ACCOUNT = "password-source-account";
    private static final String SOURCE = "password-source";

    private final Attempts attempts;
    private final Streaks streaks;
    private final PasswordLimits limits;

    PasswordThrottle(Attempts attempts, Streaks streaks, PasswordLimits limits) {
        this.attempts = attempts;
        this.streaks = streaks;
        this.limits = limits;
    }

    /** Counts an attempt that is about to be looked at; how long to wait where it may not be. */
    Optional<Duration> reserve(Attempt attempt) {
        return streaks.paused(StreakRule.PASSWORD, attempt.streak())
                .or(() -> attempts.take(SOURCE, attempt.source(), limits.perSource(), PasswordLimits.WINDOW))
                .or(() -> {
                    Optional<Duration> wait = reserveAccount(attempt);
                    // refused without a look at the password: no failure of this address
                    wait.ifPresent(refused -> attempts.giveBack(SOURCE, attempt.source()));
                    return wait;
                });
    }

    private Optional<Duration> reserveAccount(Attempt attempt) {
        return attempts.take(
                        SOURCE_AND_ACCOUNT,
                        attempt.sourceAndAccount(),
                        limits.perSourceAndAccount(),
                        PasswordLimits.WINDOW)
                .or(() -> streaks.reserve(StreakRule.PASSWORD, attempt.streak())
                        ? Optional.empty()
                        : streaks.paused(StreakRule.PASSWORD, attempt.streak())
                                .or(() -> Optional.of(PasswordLimits.WINDOW)));
    }

    /** Nobody looked at the password. */
    void giveBack(Attempt attempt) {
        streaks.giveBack(StreakRule.PASSWORD, attempt.streak());
        attempts.giveBack(SOURCE_AND_ACCOUNT, attempt.sourceAndAccount());
        attempts.giveBack(SOURCE, attempt.source());
    }

    /** The address gets back what this attempt took and no more: guessing many accounts from one place stays visible. */
    void right(Attempt attempt) {
        streaks.clear(StreakRule.PASSWORD, attempt.streak());
        attempts.reset(SOURCE_AND_ACCOUNT, attempt.sourceAndAccount());
        attempts.giveBack(SOURCE, attempt.source());
    }

    /**
     * What an attempt counts for.
     *
     * @param account the person's id, or what was typed where nobody has that name
     * @param source where it comes from
     * @param knownBrowser the pre-session cookie of a browser its owner used before, else empty
     */
    record Attempt(String account, String source, String knownBrowser) {

        String streak() {
            return knownBrowser.isEmpty() ? account : account + '|' + knownBrowser;
        }

        String sourceAndAccount() {
            return source + '|' + streak();
        }

        @Override
        public String toString() {
            return "Attempt";
        }
    }
}
