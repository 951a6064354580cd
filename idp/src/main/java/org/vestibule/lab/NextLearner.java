package org.vestibule.lab;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.SessionOfCookie;
import org.vestibule.session.SignInSessions;
import org.vestibule.trust.TrustedBrowsers;
import org.vestibule.web.LanguageCookie;

/** Leaves nothing of a person in the browser of a shared computer. */
@Component
class NextLearner {

    private final SharedComputerRows rows;
    private final SignInSessions sessions;
    private final TrustedBrowsers trusted;
    private final SessionCookies cookies;
    private final LanguageCookie language;
    private final ApplicationEventPublisher events;

    NextLearner(
            SharedComputerRows rows,
            SignInSessions sessions,
            TrustedBrowsers trusted,
            SessionCookies cookies,
            LanguageCookie language,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.sessions = sessions;
        this.trusted = trusted;
        this.cookies = cookies;
        this.language = language;
        this.events = events;
    }

    /** @return the session that is over, now or by an earlier press of the same button */
    @Transactional
    Optional<UUID> makeRoom(HttpServletRequest request, HttpServletResponse response) {
        Optional<SessionOfCookie> session = sessions.endOf(request, response, this::tell);
        trusted.forget(request, session.map(SessionOfCookie::userId).orElse(null));
        cookies.forgetPeople(response);
        language.clear(response);
        return session.map(SessionOfCookie::id);
    }

    private void tell(SessionOfCookie session) {
        UUID computer = session.sharedComputer();
        if (computer != null) {
            Map<String, Object> detail = SharedComputerEvent.detail(computer, rows.name(computer));
            events.publishEvent(
                    new SharedComputerEvent("next-learner", session.userId(), session.userId(), session.id(), detail));
        }
    }
}
