package org.vestibule.signin;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.HashQueueFullException;
import org.vestibule.user.Passwords;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.Sources;

/**
 * The first factor. Limits are asked before the password is looked at and count the attempt first, so parallel guesses get
 * no more evaluations than the limit; they hold for names that do not exist too (PWD-11, AVL-01, AVL-02).
 */
@Component
public class PasswordStep {

    private static final String NOBODY = "nobody:";

    private final Users users;
    private final Passwords passwords;
    private final PasswordThrottle throttle;
    private final KnownBrowsers browsers;
    private final SignInEvents events;
    private final ClientAddress addresses;

    PasswordStep(
            Users users,
            Passwords passwords,
            PasswordThrottle throttle,
            KnownBrowsers browsers,
            SignInEvents events,
            ClientAddress addresses) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.browsers = browsers;
        this.events = events;
        this.addresses = addresses;
    }

    /** Checks what was typed on the sign-in page. */
    PasswordOutcome check(String username, String password, HttpServletRequest request) {
        User candidate = users.byLogin(username).orElse(null);
        String account = candidate == null
                ? NOBODY + CanonicalName.of(username).map(CanonicalName::key).orElse("")
                : candidate.id().toString();
        String known = Optional.ofNullable(candidate)
                .flatMap(user -> browsers.known(request, user.id()))
                .orElse("");
        String source = Sources.network(addresses.of(request));
        return check(candidate, password, new PasswordThrottle.Attempt(account, source, known));
    }

    /** Checks the password of somebody who is signed in already. */
    public PasswordOutcome check(User user, String password, @Nullable String sourceIp) {
        return check(
                user,
                password,
                new PasswordThrottle.Attempt(user.id().toString(), Sources.network(sourceIp), "signed-in"));
    }

    private PasswordOutcome check(@Nullable User candidate, String password, PasswordThrottle.Attempt attempt) {
        Optional<Duration> wait = throttle.reserve(attempt);
        if (wait.isPresent()) {
            events.throttled(candidate, "password");
            return new PasswordOutcome.Throttled(wait.get());
        }
        boolean right;
        try {
            right = passwords.matches(candidate, password);
        } catch (HashQueueFullException full) {
            throttle.giveBack(attempt);
            return new PasswordOutcome.Busy(Duration.ofSeconds(full.retryAfterSeconds()));
        }
        if (!right || candidate == null) {
            events.passwordRejected(candidate);
            return new PasswordOutcome.Wrong();
        }
        throttle.right(attempt);
        if (!candidate.enabled()) {
            events.disabled(candidate);
            return new PasswordOutcome.Disabled();
        }
        return new PasswordOutcome.Accepted(candidate);
    }
}
