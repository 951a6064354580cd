package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSessions;
import org.vestibule.web.IdpProperties;

/**
 * The answers of the authorization endpoint, good and bad, with {@code iss} (RFC 9207). They go to a registered redirect
 * address only; without one the visitor sees our own error page (OID-02, OID-07).
 */
@Component
class AuthorizationAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final IdpProperties properties;
    private final SignInSessions sessions;

    AuthorizationAnswers(IdpProperties properties, SignInSessions sessions) {
        this.properties = properties;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        OAuth2AuthorizationCode code = answer.getAuthorizationCode();
        String redirectUri = answer.getRedirectUri();
        if (code == null || redirectUri == null) {
            throw new IllegalStateException("a granted authorization has a code and a redirect address");
        }
        if (answer.getPrincipal() instanceof SessionAuthentication owner
                && owner.getPrincipal().session().answered() != null) {
            // good for one answer only (OID-13)
            sessions.answerUsed(owner.getPrincipal().session().id());
        }
        redirect(response, redirectUri, answer.getState(), "code", code.getTokenValue(), null);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken refused =
                exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException failure
                                && failure.getAuthorizationCodeRequestAuthentication() != null
                        ? failure.getAuthorizationCodeRequestAuthentication()
                        : AuthorizationRequests.validated(request);
        fail(request, response, refused, error);
    }

    /** Sends an error to the LMS, or shows it here where there is no registered address to send it to. */
    void fail(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken refused,
            OAuth2Error error)
            throws IOException {
        if (refused == null
                || refused.getRedirectUri() == null
                || refused.getRedirectUri().isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        redirect(
                response,
                refused.getRedirectUri(),
                refused.getState(),
                "error",
                error.getErrorCode(),
                error.getDescription());
    }

    private void redirect(
            HttpServletResponse response,
            String redirectUri,
            @Nullable String state,
            String name,
            String value,
            @Nullable String description)
            throws IOException {
        UriComponentsBuilder uri =
                UriComponentsBuilder.fromUriString(redirectUri).queryParam(name, encoded(value));
        if (description != null) {
            uri.queryParam("error_description", encoded(description));
        }
        if (state != null && !state.isEmpty()) {
            uri.queryParam("state", encoded(state));
        }
        uri.queryParam("iss", encoded(properties.issuer().toString()));
        response.sendRedirect(uri.build(true).toUriString());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
