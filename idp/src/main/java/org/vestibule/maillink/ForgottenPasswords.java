package org.vestibule.maillink;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.vestibule.throttle.Attempts;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.Sources;

/**
 * Answers whoever forgot a password. The look at the account happens in another thread, after the answer, so that neither its
 * text nor its time tells whether there is such an account (PWD-15).
 */
@Component
class ForgottenPasswords implements DisposableBean {

    private static final String SOURCE = "password-reset-source";
    private static final String ACCOUNT = "password-reset-account";
    private static final Duration WINDOW = Duration.ofHours(1);

    /** Schools share addresses. */
    private static final int MOST_BY_SOURCE = 100;

    private static final int MOST_BY_ACCOUNT = 5;
    private static final int QUEUE = 1_000;
    private static final Logger log = LoggerFactory.getLogger(ForgottenPasswords.class);

    private final Users users;
    private final LinkSender links;
    private final Attempts attempts;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), ForgottenPasswords::daemon);

    ForgottenPasswords(Users users, LinkSender links, Attempts attempts) {
        this.users = users;
        this.links = links;
        this.attempts = attempts;
        worker.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "forgotten-passwords");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes a request.
     *
     * @param typed a user name or an address
     * @param ip where it comes from; null: not known
     * @param locale for a person whose language is not known
     * @return how long to wait where too many came from there; empty when it was taken
     */
    Optional<Duration> request(String typed, @Nullable String ip, Locale locale) {
        Optional<Duration> wait = attempts.take(SOURCE, Sources.network(ip), MOST_BY_SOURCE, WINDOW);
        if (wait.isEmpty()) {
            try {
                worker.execute(() -> look(typed, locale));
            } catch (RejectedExecutionException full) {
                return Optional.of(Duration.ofMinutes(1));
            }
        }
        return wait;
    }

    private void look(String typed, Locale locale) {
        try {
            users.byLogin(typed)
                    .filter(User::enabled)
                    .ifPresent(person -> person.verifiedEmail()
                            .filter(address -> attempts.take(
                                            ACCOUNT, person.id().toString(), MOST_BY_ACCOUNT, WINDOW)
                                    .isEmpty())
                            .ifPresent(address -> links.send(
                                    person,
                                    address,
                                    LinkPurpose.PASSWORD_RESET,
                                    person.locale() == null ? locale : person.language())));
        } catch (RuntimeException ex) {
            log.atWarn().setCause(ex).log("a request for a new password came to nothing");
        }
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
