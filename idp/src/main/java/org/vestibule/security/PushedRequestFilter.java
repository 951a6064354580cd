package org.vestibule.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;
import org.vestibule.pushed.PushedRequest;
import org.vestibule.pushed.PushedRequests;
import org.vestibule.session.SessionCookies;
import org.vestibule.signin.ReturnTo;

/**
 * Puts a pushed request in the place of the address that names it, before anything reads its parameters: what else stands
 * in the address does not count (FAPI 2.0 Security Profile section 5.3.2.2). One that may not be used ends at our error page,
 * for nothing says where else (OID-02).
 */
final class PushedRequestFilter extends OncePerRequestFilter {

    /** The content of the request in the address that a browser comes back to. */
    static final String CARRIED = "vestibule_pushed";

    private final PushedRequests requests;
    private final SessionCookies cookies;

    PushedRequestFilter(PushedRequests requests, SessionCookies cookies) {
        this.requests = requests;
        this.cookies = cookies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String requestUri = request.getParameter(OAuth2ParameterNames.REQUEST_URI);
        return !request.getRequestURI().equals(AuthorizationRequests.PATH)
                || requestUri == null
                || requestUri.isBlank();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String requestUri = request.getParameter(OAuth2ParameterNames.REQUEST_URI);
        if (requestUri.startsWith(PushedRequests.PREFIX)) {
            openPushed(requestUri, request, response, chain);
        } else {
            // without a value the framework reads the rest of the request, and our rules refuse it by name
            chain.doFilter(ReplacedParameters.emptied(request, OAuth2ParameterNames.REQUEST_URI), response);
        }
    }

    private void openPushed(
            String requestUri, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String[] clientIds = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (clientIds == null || clientIds.length != 1 || request.getParameter("request") != null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String carried = request.getParameter(CARRIED);
        Optional<PushedRequest> pushed =
                requests.open(requestUri, clientIds[0], carried, cookies.browser(request, response));
        if (pushed.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String url = pushed.get().carried().equals(carried)
                ? AuthorizationRequests.url(request)
                : address(requestUri, clientIds[0], pushed.get().carried());
        new PushedAddress(requestUri, clientIds[0], url).keepIn(request);
        chain.doFilter(ReplacedParameters.all(request, parameters(pushed.get(), request)), response);
    }

    /** The pushed ones, with the mark of our own that only an address can have. */
    private static Map<String, String> parameters(PushedRequest pushed, HttpServletRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>(pushed.parameters());
        String cancelled = request.getParameter(ReturnTo.CANCELLED);
        if (cancelled != null) {
            parameters.put(ReturnTo.CANCELLED, cancelled);
        }
        return parameters;
    }

    private static String address(String requestUri, String clientId, String carried) {
        return AuthorizationRequests.PATH
                + '?'
                + OAuth2ParameterNames.CLIENT_ID
                + '='
                + UriUtils.encode(clientId, StandardCharsets.UTF_8)
                + '&'
                + OAuth2ParameterNames.REQUEST_URI
                + '='
                + UriUtils.encode(requestUri, StandardCharsets.UTF_8)
                + '&'
                + CARRIED
                + '='
                + carried;
    }
}
