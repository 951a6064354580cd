package org.vestibule.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.vestibule.consent.Consents;

/** Reads the authorization request that the framework has validated before any rule is asked. */
final class AuthorizationRequests {

    static final String PATH = "/oauth2/authorize";

    private AuthorizationRequests() {}

    static @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken validated(HttpServletRequest request) {
        return (OAuth2AuthorizationCodeRequestAuthenticationToken)
                request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
    }

    static Map<String, Object> parameters(HttpServletRequest request) {
        OAuth2AuthorizationCodeRequestAuthenticationToken token = validated(request);
        return token == null ? Map.of() : token.getAdditionalParameters();
    }

    static String clientId(HttpServletRequest request) {
        OAuth2AuthorizationCodeRequestAuthenticationToken token = validated(request);
        return token == null ? "" : token.getClientId();
    }

    static String text(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof String value ? value : "";
    }

    static Set<String> prompts(Map<String, Object> parameters) {
        return Arrays.stream(text(parameters, "prompt").split(" "))
                .filter(prompt -> !prompt.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The request's {@code max_age}, which was found to be a number. */
    static Optional<Duration> maxAge(Map<String, Object> parameters) {
        String value = text(parameters, "max_age");
        return value.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }

    /** The address without the mark that the consent page adds behind that of a forced sign-in. */
    static String provenUrl(HttpServletRequest request) {
        return without(Consents.MARK, url(request));
    }

    static String without(String mark, String url) {
        return url.replaceAll('&' + mark + "=[^&]*", "");
    }

    /** Path and query as they came; a pushed request's with its content, see {@link PushedRequestFilter}. */
    static String url(HttpServletRequest request) {
        PushedAddress pushed = PushedAddress.of(request);
        if (pushed != null) {
            return pushed.url();
        }
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
    }
}
