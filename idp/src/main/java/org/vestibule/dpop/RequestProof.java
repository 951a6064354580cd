package org.vestibule.dpop;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What a request shows to prove a key, before anything of it was checked.
 *
 * @param headers the values of all its {@code DPoP} headers
 * @param method of the request
 * @param path of the request, as it came
 */
public record RequestProof(List<String> headers, String method, String path) {

    static final String HEADER = "DPoP";

    public static RequestProof of(HttpServletRequest request) {
        return new RequestProof(
                Collections.list(request.getHeaders(HEADER)), request.getMethod(), request.getRequestURI());
    }

    /** Whether there is anything to check. */
    public boolean shown() {
        return !headers.isEmpty();
    }

    /** Without the proofs, which may not have been used yet. */
    @Override
    public String toString() {
        return "RequestProof[" + headers.size() + " for " + method + ' ' + path + ']';
    }
}
