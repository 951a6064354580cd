package org.vestibule.security;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vestibule.session.HeldForms;
import org.vestibule.session.SessionAuthentication;

/**
 * Gives a page back what was typed before a fresh proof was asked: on {@code GET …?held=ID} the kept parameters are the
 * request's. Runs after the authorization rules, so only behind the proof.
 */
final class HeldFormFilter extends OncePerRequestFilter {

    private final HeldForms heldForms;

    HeldFormFilter(HeldForms heldForms) {
        this.heldForms = heldForms;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getParameter(MissingProof.HELD);
        Optional<Map<String, List<String>>> held = id != null
                        && HttpMethod.GET.matches(request.getMethod())
                        && SecurityContextHolder.getContext().getAuthentication()
                                instanceof SessionAuthentication session
                ? heldForms.find(session.getPrincipal().session().id(), id)
                : Optional.empty();
        chain.doFilter(
                held.<HttpServletRequest>map(typed -> new HeldRequest(request, typed))
                        .orElse(request),
                response);
    }

    /** The request with the kept parameters; its own, {@code held} among them, win. */
    private static final class HeldRequest extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        HeldRequest(HttpServletRequest request, Map<String, List<String>> typed) {
            super(request);
            typed.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
            parameters.putAll(request.getParameterMap());
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
