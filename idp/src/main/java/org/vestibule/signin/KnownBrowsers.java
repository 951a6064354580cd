package org.vestibule.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.secrets.Sha256;
import org.vestibule.session.BrowserName;
import org.vestibule.session.SessionCookies;

/**
 * Which browsers completed a sign-in of a person before. It proves nothing, but failures from elsewhere must not keep the
 * owner out of an account (AVL-01). The pre-session cookie is the hint; only its hash is stored.
 */
@Component
public class KnownBrowsers {

    static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SessionCookies cookies;
    private final SignInEvents events;

    KnownBrowsers(JdbcClient jdbc, Clock clock, SessionCookies cookies, SignInEvents events) {
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        this.cookies = cookies;
    }

    /** The request's browser where it is known for this person. */
    Optional<String> known(HttpServletRequest request, UUID userId) {
        return cookies.browser(request).filter(browser -> knows(browser, userId));
    }

    private boolean knows(String browser, UUID userId) {
        return jdbc.sql("select 1 from known_browser where browser_hash = ? and user_id = ? and seen_at > ?")
                .params(Sha256.of(browser), userId, clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** A sign-in was completed in this browser; its owner is told where all former ones were elsewhere. */
    @Transactional
    public void remember(HttpServletRequest request, UUID userId, UUID sessionId) {
        if (cookies.browser(request)
                .filter(browser -> remember(browser, userId))
                .isPresent()) {
            events.newBrowser(userId, sessionId, BrowserName.of(request.getHeader("User-Agent")));
        }
    }

    /** Whether it is new while others are known: the very first sign-in is no news. */
    private boolean remember(String browser, UUID userId) {
        return jdbc.sql("""
                        insert into known_browser (browser_hash, user_id, seen_at) values (:browser, :user, :now)
                        on conflict (browser_hash, user_id) do update set seen_at = :now
                        returning xmax = 0 and exists
                            (select 1 from known_browser k where k.user_id = :user and k.browser_hash <> :browser)
                        """)
                .param("browser", Sha256.of(browser))
                .param("user", userId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
