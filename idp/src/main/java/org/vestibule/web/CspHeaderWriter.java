package org.vestibule.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.header.HeaderWriter;

/**
 * Sets the content security policy. Spring Security calls it when the answer is about to be sent, so that what a
 * controller has asked for by {@link SecurityHeaders#allowFormAction} is known by then.
 */
public final class CspHeaderWriter implements HeaderWriter {

    private static final String NAME = "Content-Security-Policy";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(NAME)) {
            response.setHeader(
                    NAME,
                    SecurityHeaders.csp(
                            SecurityHeaders.formActionOrigins(request), SecurityHeaders.frameOrigins(request)));
        }
    }
}
