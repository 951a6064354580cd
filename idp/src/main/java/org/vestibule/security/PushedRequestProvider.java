package org.vestibule.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.Proofs;
import org.vestibule.dpop.RequestProof;
import org.vestibule.pushed.PushedRequests;
import org.vestibule.pushed.PushedRequests.Pushed;
import org.vestibule.throttle.Attempts;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.Sources;

/**
 * Takes requests that LMSs push (RFC 9126). They are checked by the framework and our rules as they are at the authorization
 * endpoint; what is kept is ours, because the framework's would live for 300 s by the machine's clock.
 */
@Component
@EnableConfigurationProperties(PushLimits.class)
class PushedRequestProvider implements AuthenticationProvider {

    /** With what a browser adds on its way, an address stays below the limit of {@link AuthorizePostFilter}. */
    private static final int LONGEST = 5 * 1024;

    private static final String DPOP_JKT = "dpop_jkt";

    private static final Set<String> CREDENTIALS = Set.of(
            OAuth2ParameterNames.CLIENT_SECRET,
            OAuth2ParameterNames.CLIENT_ASSERTION,
            OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);

    private final PushedRequests requests;
    private final Attempts attempts;
    private final PushLimits limits;
    private final ClientAddress addresses;
    private final Proofs proofs;
    private final OAuth2PushedAuthorizationRequestAuthenticationProvider checks =
            new OAuth2PushedAuthorizationRequestAuthenticationProvider(new NothingKept());

    PushedRequestProvider(
            PushedRequests requests, Attempts attempts, PushLimits limits, ClientAddress addresses, Proofs proofs) {
        this.requests = requests;
        this.attempts = attempts;
        this.limits = limits;
        this.addresses = addresses;
        this.proofs = proofs;
        checks.setAuthenticationValidator(AuthorizationRequestProviders.rules());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2PushedAuthorizationRequestAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2PushedAuthorizationRequestAuthenticationToken sent =
                (OAuth2PushedAuthorizationRequestAuthenticationToken) authentication;
        if (!(sent.getPrincipal() instanceof OAuth2ClientAuthenticationToken sender)
                || sender.getRegisteredClient() == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        RegisteredClient client = sender.getRegisteredClient();
        if (!client.getClientId().equals(sent.getClientId())) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "parameter client_id", null));
        }
        OAuth2PushedAuthorizationRequestAuthenticationToken request = withoutCredentials(sent, sender);
        checks.authenticate(request);
        Map<String, String> parameters = parameters(request);
        bind(parameters, sent.getDetails(), LmsClientRepository.metadata(client));
        if (length(parameters) > LONGEST) {
            throw PushRefused.tooLong();
        }
        if (ClientAuthenticationMethod.NONE.equals(sender.getClientAuthenticationMethod())) {
            count(client);
        }
        Pushed pushed = requests.push(UUID.fromString(client.getId()), parameters);
        return new OAuth2PushedAuthorizationRequestAuthenticationToken(
                request.getAuthorizationUri(),
                client.getClientId(),
                sender,
                pushed.requestUri(),
                pushed.expiresAt(),
                request.getRedirectUri(),
                request.getState(),
                request.getScopes());
    }

    /** RFC 9449 section 10.1: a key that is proven here is the one that the code will be bound to. */
    private void bind(Map<String, String> parameters, @Nullable Object details, ClientMetadata client) {
        if (details instanceof RequestProof shown && shown.shown()) {
            String thumbprint = proofs.verify(shown, client).thumbprint();
            String named = parameters.putIfAbsent(DPOP_JKT, thumbprint);
            if (named != null && !named.equals(thumbprint)) {
                throw new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "parameter " + DPOP_JKT, null));
            }
        }
    }

    private void count(RegisteredClient client) {
        String source = Sources.network(addresses.current());
        Optional<Duration> wait = attempts.take("push-source", source, limits.publicPerSource(), PushLimits.WINDOW)
                .or(() -> attempts.take("push-client", client.getId(), limits.publicPerClient(), PushLimits.WINDOW));
        if (wait.isPresent()) {
            throw PushRefused.tooMany(wait.get());
        }
    }

    private static OAuth2PushedAuthorizationRequestAuthenticationToken withoutCredentials(
            OAuth2PushedAuthorizationRequestAuthenticationToken sent, Authentication sender) {
        Map<String, Object> parameters = new HashMap<>(sent.getAdditionalParameters());
        parameters.keySet().removeAll(CREDENTIALS);
        return new OAuth2PushedAuthorizationRequestAuthenticationToken(
                sent.getAuthorizationUri(),
                sent.getClientId(),
                sender,
                sent.getRedirectUri(),
                sent.getState(),
                sent.getScopes(),
                parameters);
    }

    private static Map<String, String> parameters(OAuth2PushedAuthorizationRequestAuthenticationToken request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(OAuth2ParameterNames.RESPONSE_TYPE, "code");
        parameters.put(OAuth2ParameterNames.CLIENT_ID, request.getClientId());
        putText(parameters, OAuth2ParameterNames.REDIRECT_URI, request.getRedirectUri());
        putText(parameters, OAuth2ParameterNames.SCOPE, String.join(" ", request.getScopes()));
        putText(parameters, OAuth2ParameterNames.STATE, request.getState());
        // the rules let single texts pass only
        request.getAdditionalParameters().forEach((name, value) -> parameters.put(name, (String) value));
        return parameters;
    }

    private static void putText(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    private static int length(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The framework checks a pushed request and then hands it here. */
    private static final class NothingKept implements OAuth2AuthorizationService {

        @Override
        public void save(OAuth2Authorization authorization) {
            // ours is kept by PushedRequests
        }

        @Override
        public void remove(OAuth2Authorization authorization) {
            throw new UnsupportedOperationException("nothing is kept here");
        }

        @Override
        public @Nullable OAuth2Authorization findById(String id) {
            return null;
        }

        @Override
        public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
            return null;
        }
    }
}
