package org.vestibule.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only under the issuer's host name; with a loopback issuer under every loopback name. Health checks come by
 * address and are exempt. {@code X-Forwarded-Host} is never looked at (WEB-08).
 */
final class HostFilter extends OncePerRequestFilter {

    private static final Set<String> HEALTH = Set.of("/livez", "/readyz");
    private static final int MISDIRECTED_REQUEST = 421;

    private final IdpProperties properties;

    HostFilter(IdpProperties properties) {
        this.properties = properties;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HEALTH.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (known(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(MISDIRECTED_REQUEST);
        }
    }

    /** The server name is the Host header without port, or HTTP/2's :authority; Tomcat has checked its form. */
    private boolean known(HttpServletRequest request) {
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return name.equals(properties.host()) || (properties.loopback() && IdpProperties.LOOPBACK_HOSTS.contains(name));
    }
}
