package org.vestibule.security;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.vestibule.web.SecurityHeaders;

/**
 * An answer of the authorization endpoint that the browser posts to the LMS.
 *
 * @param action a registered redirect address
 */
record FormPost(String action, Map<String, String> fields) {

    static final String MODE = "form_post";
    static final String PAGE = "/oauth2/form-post";
    static final String ATTRIBUTE = "org.vestibule.security.FormPost";

    /** Shows the page with the form in place of what the request asked for. */
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        SecurityHeaders.allowFormAction(request, URI.create(action));
        request.setAttribute(ATTRIBUTE, this);
        request.getRequestDispatcher(PAGE).forward(request, response);
    }
}
