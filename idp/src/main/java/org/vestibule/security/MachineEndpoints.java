package org.vestibule.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.vestibule.clientauth.TooManyFailures;
import org.vestibule.dpop.Proofs;

/**
 * The endpoints that programs call. They answer with the challenge of their kind of authentication, never with a way to the
 * sign-in page (contract, section 3; RFC 6749 section 5.2, RFC 6750 section 3).
 */
final class MachineEndpoints {

    static final String USER_INFO = "/userinfo";
    static final String TOKEN = "/oauth2/token";
    static final String REVOCATION = "/oauth2/revoke";
    static final String PUSHED_REQUESTS = "/oauth2/par";
    static final String DEVICE_AUTHORIZATION = "/oauth2/device_authorization";

    private static final Set<String> OF_CLIENTS =
            Set.of(TOKEN, REVOCATION, "/oauth2/introspect", PUSHED_REQUESTS, DEVICE_AUTHORIZATION);
    private static final String BASIC = "Basic realm=\"Vestibule\"";
    private static final String DPOP_ALGORITHMS = "algs=\"" + String.join(" ", Proofs.ALGORITHMS) + '"';
    private static final HttpMessageConverter<OAuth2Error> ERRORS = new OAuth2ErrorHttpMessageConverter();
    private static final DefaultBearerTokenResolver TOKENS = new DefaultBearerTokenResolver();

    static {
        // RFC 6750 section 2.2; OpenID Connect Core section 5.3.1
        TOKENS.setAllowFormEncodedBodyParameter(true);
    }

    private MachineEndpoints() {}

    /** Whether clients authenticate themselves here. */
    static boolean ofClients(HttpServletRequest request) {
        return OF_CLIENTS.contains(request.getRequestURI());
    }

    static boolean userInfo(HttpServletRequest request) {
        return USER_INFO.equals(request.getRequestURI());
    }

    /** A bearer token in the header or the form; where clients or people authenticate themselves, it is none of ours. */
    static BearerTokenResolver bearerTokens() {
        return request -> ofClients(request) || request.getRequestURI().equals(AuthorizationRequests.PATH)
                ? null
                : TOKENS.resolve(request);
    }

    /** Refuses a form that cannot be read, or says a thing twice. */
    static void refuseForm(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        write(response, HttpStatus.BAD_REQUEST, OAuth2ErrorCodes.INVALID_REQUEST);
    }

    /** Refuses a client that did not, or not rightly, say who it is. Says nothing about why. */
    static void refuseClient(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof TooManyFailures many) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(many.retryAfter().toSeconds() + 1));
            write(response, HttpStatus.TOO_MANY_REQUESTS, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
            return;
        }
        String known = code(refused);
        String code = known == null ? OAuth2ErrorCodes.INVALID_CLIENT : known;
        if (OAuth2ErrorCodes.INVALID_CLIENT.equals(code)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC);
            write(response, HttpStatus.UNAUTHORIZED, code);
        } else {
            write(response, HttpStatus.BAD_REQUEST, code);
        }
    }

    /**
     * Refuses an access token at UserInfo; without one the challenge names no error (RFC 6750 section 3.1). The challenge is
     * that of the scheme that was tried, and where that was not DPoP, it says that this can be had too (RFC 9449 section 7).
     */
    static void refuseToken(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        String code = code(refused);
        if (code == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP " + DPOP_ALGORITHMS);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        if (BoundTokens.shown(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"" + code + "\", " + DPOP_ALGORITHMS);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + code + "\"");
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP " + DPOP_ALGORITHMS);
        }
        write(
                response,
                switch (code) {
                    case OAuth2ErrorCodes.INSUFFICIENT_SCOPE -> HttpStatus.FORBIDDEN;
                    case OAuth2ErrorCodes.INVALID_REQUEST -> HttpStatus.BAD_REQUEST;
                    default -> HttpStatus.UNAUTHORIZED;
                },
                code);
    }

    private static @Nullable String code(AuthenticationException refused) {
        return refused instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : null;
    }

    private static void write(HttpServletResponse response, HttpStatus status, String code) throws IOException {
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(status);
        ERRORS.write(new OAuth2Error(code), null, answer);
    }
}
