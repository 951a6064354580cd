package org.vestibule.security;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.vestibule.client.Clients;

/**
 * Whose script may read answers of ours (OID-21, RFC 9700 section 2.6). What is public anyway is for everybody; tokens and claims
 * only for a public client, at an origin where it has a redirect address, since a client with a secret keeps it on a
 * server. Nothing else is for scripts of other sites, and no cookie counts.
 */
@Component
class BrowserApps implements CorsConfigurationSource {

    private static final Set<String> PUBLISHED = Set.of(
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", PublishedKeysFilter.PATH);
    private static final Set<String> OF_APPS = Set.of(
            MachineEndpoints.TOKEN,
            MachineEndpoints.REVOCATION,
            MachineEndpoints.PUSHED_REQUESTS,
            MachineEndpoints.USER_INFO);
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);

    private final Clients clients;

    BrowserApps(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (PUBLISHED.contains(path)) {
            return allowing(CorsConfiguration.ALL, List.of(HttpMethod.GET, HttpMethod.HEAD));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        // without rules no header says that a script may send or read anything
        return origin != null && OF_APPS.contains(path) && runs(request, origin)
                ? allowing(origin, List.of(HttpMethod.GET, HttpMethod.POST))
                : null;
    }

    private boolean runs(HttpServletRequest request, String origin) {
        // a preflight names no client, and a token is asked for its own at UserInfo
        if (CorsUtils.isPreFlightRequest(request) || MachineEndpoints.userInfo(request)) {
            return clients.publicAt(origin);
        }
        String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        return clientId != null
                && clients.byClientId(clientId)
                        .filter(client -> client.metadata().runsAt(origin))
                        .isPresent();
    }

    private static CorsConfiguration allowing(String origin, List<HttpMethod> methods) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.addAllowedOrigin(origin);
        methods.forEach(rules::addAllowedMethod);
        rules.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "DPoP"));
        rules.setExposedHeaders(List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER));
        rules.setAllowCredentials(false);
        rules.setMaxAge(PREFLIGHT_KEPT);
        return rules;
    }
}
