package org.vestibule.security;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.vestibule.pushed.PushedRequests;

import tools.jackson.databind.json.JsonMapper;

/** The answers of the endpoint for pushed requests (RFC 9126 sections 2.2 and 2.3). The client is known, so it is told why. */
final class PushedRequestAnswers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PushedRequestAnswers() {}

    static void accept(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2PushedAuthorizationRequestAuthenticationToken pushed =
                (OAuth2PushedAuthorizationRequestAuthenticationToken) authentication;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("request_uri", pushed.getRequestUri());
        fields.put("expires_in", PushedRequests.LIFE.toSeconds());
        write(response, HttpStatus.CREATED, fields);
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) refused).getError();
        if ("invalid_client".equals(error.getErrorCode())) {
            MachineEndpoints.refuseClient(request, response, refused);
            return;
        }
        HttpStatus status = HttpStatus.BAD_REQUEST;
        if (refused instanceof PushRefused push) {
            status = push.status();
            if (push.retryAfter() > 0) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(push.retryAfter()));
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            fields.put("error_description", error.getDescription());
        }
        write(response, status, fields);
    }

    private static void write(HttpServletResponse response, HttpStatus status, Map<String, Object> fields)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(fields));
    }
}
