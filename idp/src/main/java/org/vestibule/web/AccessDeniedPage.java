package org.vestibule.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Answers 403 with the error page, which must know whether a right or only a fresh form is missing. */
public final class AccessDeniedPage implements AccessDeniedHandler {

    private static final String EXPIRED = AccessDeniedPage.class.getName() + ".expired";

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        request.setAttribute(EXPIRED, denied instanceof CsrfException);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    static boolean expired(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(EXPIRED));
    }
}
