package org.vestibule.security;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.token.ClaimsParameter;

/** What we check of an authorization request beyond the framework, before any page is shown (OID-12, OID-24). */
final class AuthorizationRequestRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    private static final int LONGEST = 2048;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    // of SHA-256, in base64url
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    // query where nothing is said
    private static final Set<String> MODES = Set.of("", "query", FormPost.MODE);
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Map<String, Object> parameters = request.getAdditionalParameters();
        refuseIf(parameters.containsKey("request"), "request_not_supported", "request", request);
        refuseIf(parameters.containsKey("request_uri"), "request_uri_not_supported", "request_uri", request);
        refuseIf(
                parameters.keySet().stream().anyMatch(AuthorizationRequestRules::hasControl),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "names",
                request);
        parameters.forEach((name, value) -> refuseIf(
                !(value instanceof String text) || text.length() > LONGEST || hasControl(text),
                OAuth2ErrorCodes.INVALID_REQUEST,
                name,
                request));
        refuseIf(
                request.getState() != null && (request.getState().length() > LONGEST || hasControl(request.getState())),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "state",
                request);
        String mode = AuthorizationRequests.text(parameters, "response_mode");
        refuseIf(!MODES.contains(mode), OAuth2ErrorCodes.INVALID_REQUEST, "response_mode", request);
        String maxAge = AuthorizationRequests.text(parameters, "max_age");
        refuseIf(
                parameters.containsKey("max_age") && !SECONDS.matcher(maxAge).matches(),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "max_age",
                request);
        refuseIf(
                parameters.containsKey("dpop_jkt")
                        && !THUMBPRINT
                                .matcher(AuthorizationRequests.text(parameters, "dpop_jkt"))
                                .matches(),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "dpop_jkt",
                request);
        claims(AuthorizationRequests.text(parameters, ClaimsParameter.NAME), request);
        prompt(AuthorizationRequests.prompts(parameters), request);
        ClientMetadata client = LmsClientRepository.metadata(context.getRegisteredClient());
        refuseIf(
                client.requireNonce()
                        && request.getScopes().contains("openid")
                        && AuthorizationRequests.text(parameters, "nonce").isEmpty(),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "nonce",
                request);
    }

    private static void claims(String json, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        try {
            ClaimsParameter.parse(json);
        } catch (IllegalArgumentException malformed) {
            refuseIf(true, OAuth2ErrorCodes.INVALID_REQUEST, ClaimsParameter.NAME, request);
        }
    }

    private static void prompt(Set<String> prompts, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        refuseIf(prompts.contains("none") && prompts.size() > 1, OAuth2ErrorCodes.INVALID_REQUEST, "prompt", request);
        refuseIf(!PROMPTS.containsAll(prompts), OAuth2ErrorCodes.INVALID_REQUEST, "prompt", request);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static void refuseIf(
            boolean refuse, String error, String parameter, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        if (refuse) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(error, "parameter " + parameter, null), request);
        }
    }
}
