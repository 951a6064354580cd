package org.vestibule.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.web.AccessDeniedPage;
import org.vestibule.web.Uploads;

/**
 * Files are taken from administrators only. Looking for the CSRF token reads the whole upload, so everybody else is turned away
 * before that, and fills no disk.
 */
final class UploadFilter extends OncePerRequestFilter {

    private final AccessDeniedPage expired = new AccessDeniedPage();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Uploads.is(request) || administrator()) {
            chain.doFilter(request, response);
        } else {
            expired.handle(request, response, new MissingCsrfTokenException(null));
        }
    }

    private static boolean administrator() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session
                && session.getPrincipal().user().isAdministrator();
    }
}
