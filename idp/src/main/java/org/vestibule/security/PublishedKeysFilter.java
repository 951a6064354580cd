package org.vestibule.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vestibule.token.SigningKeyProperties;

/** Says how long the published keys may be kept: less than a new one is published before it signs (OID-16). */
final class PublishedKeysFilter extends OncePerRequestFilter {

    static final String PATH = "/oauth2/jwks";

    private final String cacheControl;

    PublishedKeysFilter(SigningKeyProperties properties) {
        this.cacheControl = "public, max-age=" + properties.jwksCache().toSeconds();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // the general no-store is written only where nothing else was said
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PATH);
    }
}
