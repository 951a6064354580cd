package org.vestibule.security;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the address bar while the request is a pushed one.
 *
 * @param url path and query to come back to, with the content that the browser carries
 */
record PushedAddress(String requestUri, String clientId, String url) {

    private static final String ATTRIBUTE = "org.vestibule.security.PushedAddress";

    static @Nullable PushedAddress of(HttpServletRequest request) {
        return (PushedAddress) request.getAttribute(ATTRIBUTE);
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
