package org.vestibule.security;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.vestibule.web.IdpProperties;

/** Besides the CSRF token: a form that a browser says another site sent is refused (WEB-01). */
final class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final IdpProperties properties;

    CrossSiteFilter(IdpProperties properties) {
        this.properties = properties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!SAFE.contains(request.getMethod()) && crossSite(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean crossSite(HttpServletRequest request) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals("null") && !ours(origin);
    }

    private boolean ours(String origin) {
        URI issuer = properties.issuer();
        String own = issuer.getScheme() + "://" + issuer.getRawAuthority();
        // a browser may have been pointed at another name of this machine
        return origin.equals(own) || (properties.loopback() && loopback(origin, issuer));
    }

    private static boolean loopback(String origin, URI issuer) {
        return Set.of("localhost", "127.0.0.1", "[::1]").stream()
                .map(host -> issuer.getScheme() + "://" + host + (issuer.getPort() < 0 ? "" : ":" + issuer.getPort()))
                .anyMatch(origin::equals);
    }
}
