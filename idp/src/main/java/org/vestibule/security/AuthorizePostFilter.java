package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Turns an authorization request by POST into one by GET: it comes from another site, so the session cookie did not arrive
 * with it (contract, section 6).
 */
final class AuthorizePostFilter extends OncePerRequestFilter {

    private static final int LONGEST_ADDRESS = 8 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(AuthorizationRequests.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HttpMethod.GET.matches(request.getMethod())) {
            if (AuthorizationRequests.url(request).length() > LONGEST_ADDRESS) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        String address = address(request);
        if (!HttpMethod.POST.matches(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (address.length() > LONGEST_ADDRESS) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address);
        }
    }

    private static String address(HttpServletRequest request) {
        StringBuilder address = new StringBuilder(AuthorizationRequests.PATH);
        char separator = '?';
        for (var parameter : request.getParameterMap().entrySet()) {
            for (String value : parameter.getValue()) {
                address.append(separator)
                        .append(UriUtils.encode(parameter.getKey(), StandardCharsets.UTF_8))
                        .append('=')
                        .append(UriUtils.encode(value, StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        return address.toString();
    }
}
