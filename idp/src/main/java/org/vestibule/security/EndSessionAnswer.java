package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.vestibule.logout.Logouts;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSessions;
import org.vestibule.signin.SignedOutPage;
import org.vestibule.token.IdTokenHints.IdTokenHint;

/**
 * Ends the session and sends the browser back to the LMS. With a valid hint of this browser's session at once; where no
 * session cookie arrives, the hint's session; otherwise the visitor is asked first (contract, section 6; OID-15).
 */
@Component
class EndSessionAnswer implements AuthenticationProvider, AuthenticationSuccessHandler {

    private final SignInSessions sessions;
    private final Logouts logouts;

    EndSessionAnswer(SignInSessions sessions, Logouts logouts) {
        this.sessions = sessions;
        this.logouts = logouts;
    }

    /** Everything was checked when the request was read. */
    @Override
    public Authentication authenticate(Authentication authentication) {
        return authentication;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return EndSession.class.isAssignableFrom(authentication);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        EndSession asked = (EndSession) authentication;
        Optional<IdpUser> browser =
                SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session
                        ? Optional.of(session.getPrincipal())
                        : Optional.empty();
        Optional<IdTokenHint> hint = asked.hint();
        boolean anothers = browser.isPresent()
                && asked.sessionId()
                        .filter(browser.get().session().id()::equals)
                        .isEmpty();
        if (anothers) {
            response.sendRedirect(question(asked));
            return;
        }
        browser.ifPresentOrElse(
                user -> sessions.signOut(user, response),
                () -> hint.ifPresent(old -> sessions.end(old.sessionId(), old.subject(), "signed-out")));
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        Optional<UUID> ended = browser.map(user -> user.session().id()).or(asked::sessionId);
        ended.ifPresent(logouts::await);
        response.sendRedirect(next(asked, ended));
    }

    /** Back to the LMS at once, unless the browser has to tell others first. */
    private String next(EndSession asked, Optional<UUID> ended) {
        boolean frames = ended.isPresent() && !logouts.frames(ended.get()).isEmpty();
        if (asked.redirectUri() != null && !frames) {
            return SignedOutPage.back(asked.redirectUri(), asked.state());
        }
        return SignedOutPage.address(
                asked.clientId(),
                ended.flatMap(logouts::receipt),
                asked.redirectUri(),
                asked.redirectUri() == null ? null : asked.state());
    }

    private static String question(EndSession asked) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath("/logout/confirm");
        if (asked.clientId() != null) {
            uri.queryParam("client_id", UriUtils.encode(asked.clientId(), StandardCharsets.UTF_8));
        }
        return uri.build(true).toUriString();
    }
}
