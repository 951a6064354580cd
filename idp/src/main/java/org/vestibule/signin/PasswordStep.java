package org.vestibule.signin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.throttle.Attempts;
import org.vestibule.throttle.StreakRule;
import org.vestibule.throttle.Streaks;
import org.vestibule.user.HashQueueFullException;
import org.vestibule.user.Passwords;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/**
 * The first factor. Limits are asked before the password is looked at and count the attempt first, so parallel guesses get
 * no more evaluations than the limit; they hold for names that do not exist too (PWD-11, AVL-01, AVL-02).
 */
@Component
public class PasswordStep {

    private static final String SOURCE_AND_ACCOUNT = "password-source-account";
    private static final String SOURCE = "password-source";
    private static final String NOBODY = "nobody:";

    private final Users users;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Streaks streaks;
    private final PasswordLimits limits;
    private final SignInEvents events;

    PasswordStep(
            Users users,
            Passwords passwords,
            Attempts attempts,
            Streaks streaks,
            PasswordLimits limits,
            SignInEvents events) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.streaks = streaks;
        this.limits = limits;
        this.events = events;
    }

    /** Checks what was typed on the sign-in page. */
    PasswordOutcome check(String username, String password, @Nullable String sourceIp) {
        Optional<User> candidate = users.byLogin(username);
        return check(candidate.orElse(null), NOBODY + username.strip().toLowerCase(Locale.ROOT), password, sourceIp);
    }

    /** Checks the password of somebody who is signed in already. */
    public PasswordOutcome check(User user, String password, @Nullable String sourceIp) {
        return check(user, "", password, sourceIp);
    }

    private PasswordOutcome check(
            @Nullable User candidate, String typedName, String password, @Nullable String sourceIp) {
        String account = candidate == null ? typedName : candidate.id().toString();
        String source = sourceIp == null ? "unknown" : Sources.network(sourceIp);
        Optional<Duration> wait = limit(account, source);
        if (wait.isPresent()) {
            events.throttled(candidate, "password");
            return new PasswordOutcome.Throttled(wait.get());
        }
        boolean right;
        try {
            right = passwords.matches(candidate, password);
        } catch (HashQueueFullException full) {
            return new PasswordOutcome.Busy(Duration.ofSeconds(full.retryAfterSeconds()));
        }
        return right && candidate != null ? right(candidate, account, source) : wrong(candidate, source);
    }

    private Optional<Duration> limit(String account, String source) {
        return streaks.paused(StreakRule.PASSWORD, account)
                .or(() -> attempts.exhausted(SOURCE, source, limits.perSource()))
                .or(() -> attempts.take(
                        SOURCE_AND_ACCOUNT,
                        source + '|' + account,
                        limits.perSourceAndAccount(),
                        PasswordLimits.WINDOW))
                .or(() -> streaks.reserve(StreakRule.PASSWORD, account)
                        ? Optional.empty()
                        : streaks.paused(StreakRule.PASSWORD, account).or(() -> Optional.of(PasswordLimits.WINDOW)));
    }

    private PasswordOutcome right(User user, String account, String source) {
        streaks.clear(StreakRule.PASSWORD, account);
        attempts.reset(SOURCE_AND_ACCOUNT, source + '|' + account);
        if (!user.enabled()) {
            events.disabled(user);
            return new PasswordOutcome.Disabled();
        }
        return new PasswordOutcome.Accepted(user);
    }

    private PasswordOutcome wrong(@Nullable User candidate, String source) {
        // not given back by a success: guessing many accounts from one place stays visible (AVL-02)
        attempts.take(SOURCE, source, limits.perSource(), PasswordLimits.WINDOW);
        events.passwordRejected(candidate);
        return new PasswordOutcome.Wrong();
    }
}
