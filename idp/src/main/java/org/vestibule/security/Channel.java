package org.vestibule.security;

import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.vestibule.client.LmsClientRepository;

/** Which way the content of an authorization request came. */
enum Channel {
    /** In the browser's address. */
    FRONT,
    /** From the LMS itself (RFC 9126). */
    PUSHED;

    static Channel of(HttpServletRequest request) {
        return PushedAddress.of(request) == null ? FRONT : PUSHED;
    }

    /** Refuses what a browser brings for clients that always push (RFC 9126 section 6); the request's details say its way. */
    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> rule() {
        return context -> {
            OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
            if (LmsClientRepository.metadata(context.getRegisteredClient()).requirePushedAuthorizationRequests()
                    && request.getDetails() != PUSHED) {
                throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "this client has to push its requests", null),
                        request);
            }
        };
    }
}
