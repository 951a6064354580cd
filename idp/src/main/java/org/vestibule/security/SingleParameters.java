package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses repeated parameters before anything reads them (RFC 6749 sections 3.1 and 3.2; OID-24). At the authorization
 * endpoint the framework does so itself and answers to the LMS, except for those it has no place for.
 */
final class SingleParameters extends OncePerRequestFilter {

    private static final byte[] REFUSAL = "{\"error\":\"invalid_request\"}".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(AuthorizationRequests.PATH)) {
            if (repeated(request, "request_uri") || repeated(request, "request")) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
        } else if (request.getParameterMap().keySet().stream().anyMatch(name -> repeated(request, name))) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(REFUSAL);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean repeated(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length > 1;
    }
}
