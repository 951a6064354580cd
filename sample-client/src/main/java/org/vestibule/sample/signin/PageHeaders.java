package org.vestibule.sample.signin;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * The headers of every answer (WEB-02, WEB-03), also of those refused before the filter chain is reached. Chromium applies
 * form-action to redirects as well, and signing out everywhere redirects to the provider: so its origin is named.
 */
@Component
class PageHeaders implements HeaderWriter, RequestRejectedHandler {

    private final Map<String, String> headers;

    PageHeaders(Provider provider) {
        this.headers = Map.of(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' " + provider.origin()
                        + "; base-uri 'none'; frame-ancestors 'none'",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Opener-Policy",
                "same-origin",
                "Cross-Origin-Resource-Policy",
                "same-origin",
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=()");
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        headers.forEach(response::setHeader);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
            throws IOException {
        writeHeaders(request, response);
        response.setHeader("Cache-Control", "no-store");
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
