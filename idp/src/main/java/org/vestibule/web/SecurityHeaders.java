package org.vestibule.web;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The content security policy of every answer (WEB-02). Browsers apply {@code form-action} to the whole chain of
 * redirects, so a page whose form may end at an application names the application's address before it is rendered.
 */
public final class SecurityHeaders {

    private static final String FORM_ACTION = SecurityHeaders.class.getName() + ".formAction";

    private static final String FRAMES = SecurityHeaders.class.getName() + ".frames";

    private SecurityHeaders() {}

    /** Lets this request's page show the origin of an address in a frame; the address must have been validated. */
    public static void allowFrame(HttpServletRequest request, URI address) {
        Set<String> origins = new LinkedHashSet<>(origins(request, FRAMES));
        origins.add(origin(address));
        request.setAttribute(FRAMES, origins);
    }

    /** Lets the forms of this request's page end at the origin of an address, which must have been validated. */
    public static void allowFormAction(HttpServletRequest request, URI address) {
        Set<String> origins = new LinkedHashSet<>(formActionOrigins(request));
        origins.add(origin(address));
        request.setAttribute(FORM_ACTION, origins);
    }

    static Collection<String> formActionOrigins(HttpServletRequest request) {
        return origins(request, FORM_ACTION);
    }

    static Collection<String> frameOrigins(HttpServletRequest request) {
        return origins(request, FRAMES);
    }

    @SuppressWarnings("unchecked")
    private static Collection<String> origins(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof Set<?> origins ? (Set<String>) origins : Set.of();
    }

    static String csp(Collection<String> formActionOrigins, Collection<String> frameOrigins) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "base-uri 'none'; "
                + (frameOrigins.isEmpty() ? "" : "frame-src " + String.join(" ", frameOrigins) + "; ")
                + "object-src 'none'; frame-ancestors 'none'; form-action 'self'"
                + formActionOrigins.stream().map(" "::concat).reduce("", String::concat);
    }

    /** An application on a phone has a scheme of its own and no host: then the scheme is all there is to name. */
    private static String origin(URI address) {
        if (address.getScheme() == null || !address.getScheme().matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            throw new IllegalArgumentException("not an absolute address");
        }
        if (address.getHost() == null) {
            return address.getScheme() + ":";
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }
}
