package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.ServletException;
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

import com.nimbusds.jwt.JWTParser;

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
            throws IOException, ServletException {
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
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code", code.getTokenValue());
        send(request, response, redirectUri, AuthorizationRequests.parameters(request), answer.getState(), fields);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
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
            throws IOException, ServletException {
        if (refused == null
                || refused.getRedirectUri() == null
                || refused.getRedirectUri().isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            fields.put("error_description", error.getDescription());
        }
        send(
                request,
                response,
                refused.getRedirectUri(),
                refused.getAdditionalParameters(),
                refused.getState(),
                fields);
    }

    /** In the address, or by a form that the browser posts (OAuth 2.0 Form Post Response Mode). */
    private void send(
            HttpServletRequest request,
            HttpServletResponse response,
            String redirectUri,
            Map<String, Object> parameters,
            @Nullable String state,
            Map<String, String> fields)
            throws IOException, ServletException {
        if (state != null && !state.isEmpty()) {
            fields.put("state", state);
        }
        fields.put("iss", properties.issuer().toString());
        if (responseMode(parameters).equals(FormPost.MODE)) {
            new FormPost(redirectUri, fields).show(request, response);
            return;
        }
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(redirectUri);
        fields.forEach((name, value) -> uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        response.sendRedirect(uri.build(true).toUriString());
    }

    /** A request object is refused, but in the way that it asks for answers (OpenID Connect Core section 6.1). */
    private static String responseMode(Map<String, Object> parameters) {
        String named = AuthorizationRequests.text(parameters, "response_mode");
        if (!named.isEmpty() || !parameters.containsKey("request")) {
            return named;
        }
        try {
            String mode = JWTParser.parse(AuthorizationRequests.text(parameters, "request"))
                    .getJWTClaimsSet()
                    .getStringClaim("response_mode");
            return mode == null ? "" : mode;
        } catch (ParseException unreadable) {
            return "";
        }
    }
}
