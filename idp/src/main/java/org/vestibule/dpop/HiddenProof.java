package org.vestibule.dpop;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;

/**
 * A token request as the framework's converters are to see it: without its proof, which they would hand on to a check of
 * their own, and without a form field that could pass for one.
 */
public final class HiddenProof extends HttpServletRequestWrapper {

    private static final String FRAMEWORKS_OWN = "dpop_proof";

    public HiddenProof(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return RequestProof.HEADER.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return RequestProof.HEADER.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
        parameters.remove(FRAMEWORKS_OWN);
        return parameters;
    }
}
