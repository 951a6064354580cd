package org.vestibule.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses repeated parameters before anything reads them (RFC 6749 sections 3.1 and 3.2; OID-24). At the authorization
 * endpoint the framework does so itself and answers to the LMS, except for those it has no place for.
 */
final class SingleParameters extends OncePerRequestFilter {

    /** They take no parameters. */
    private static final Set<String> DOCUMENTS =
            Set.of("/oauth2/jwks", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(AuthorizationRequests.PATH)) {
            if (repeated(request, "request_uri") || repeated(request, "request")) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
        } else if (!DOCUMENTS.contains(request.getRequestURI())
                && request.getParameterMap().keySet().stream().anyMatch(name -> repeated(request, name))) {
            if (MachineEndpoints.ofClients(request) || MachineEndpoints.userInfo(request)) {
                MachineEndpoints.refuseForm(response);
            } else {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean repeated(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length > 1;
    }
}
