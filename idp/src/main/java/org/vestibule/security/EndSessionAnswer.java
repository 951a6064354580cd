package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSessions;
import org.vestibule.token.IdTokenHints.IdTokenHint;

/**
 * Ends the session and sends the browser back to the LMS. With a valid hint of this browser's session at once; where no
 * session cookie arrives, the hint's session; otherwise the visitor is asked first (contract, section 6; OID-15).
 */
@Component
class EndSessionAnswer implements AuthenticationProvider, AuthenticationSuccessHandler {

    private final SignInSessions sessions;

    EndSessionAnswer(SignInSessions sessions) {
        this.sessions = sessions;
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
            response.sendRedirect(page("/logout/confirm", asked));
            return;
        }
        browser.ifPresentOrElse(
                user -> sessions.signOut(user, response),
                () -> hint.ifPresent(old -> sessions.end(old.sessionId(), old.subject(), "signed-out")));
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        response.sendRedirect(
                asked.redirectUri() == null ? page("/signed-out", asked) : back(asked, asked.redirectUri()));
    }

    private static String back(EndSession asked, String redirectUri) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(redirectUri);
        if (asked.state() != null) {
            uri.queryParam("state", UriUtils.encode(asked.state(), StandardCharsets.UTF_8));
        }
        return uri.build(true).toUriString();
    }

    private static String page(String path, EndSession asked) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
        if (asked.clientId() != null) {
            uri.queryParam("client_id", UriUtils.encode(asked.clientId(), StandardCharsets.UTF_8));
        }
        return uri.build(true).toUriString();
    }
}
