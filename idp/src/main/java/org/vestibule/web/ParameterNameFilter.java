package org.vestibule.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses names of parameters that no page and no protocol has (WEB-06). How many there are is Tomcat's limit. */
final class ParameterNameFilter extends OncePerRequestFilter {

    private static final int LONGEST = 64;

    /** An upload is not read before it is known who sends it. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Uploads.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getParameterMap().keySet().stream().anyMatch(name -> name.length() > LONGEST)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }
}
