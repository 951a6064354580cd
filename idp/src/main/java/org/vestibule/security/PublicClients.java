package org.vestibule.security;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Lets a client without a secret refresh and revoke its tokens, push requests and use the device flow by its
 * {@code client_id}. The framework knows such clients only when they redeem a code. The token itself is what they show; it
 * rotates (RFC 9700 section 4.14.2).
 */
final class PublicClients implements AuthenticationProvider {

    private static final Set<String> GRANTS =
            Set.of(AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.DEVICE_CODE.getValue());

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    /** A request by {@code client_id} alone; null for every other one. */
    static @Nullable Authentication read(HttpServletRequest request) {
        String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        boolean byIdOnly = clientId != null
                && !clientId.isBlank()
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
                && request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) == null;
        return byIdOnly && possible(request) ? new ByIdOnly(clientId) : null;
    }

    private static boolean possible(HttpServletRequest request) {
        return switch (request.getRequestURI()) {
            case MachineEndpoints.TOKEN ->
                GRANTS.contains(Objects.requireNonNullElse(request.getParameter(OAuth2ParameterNames.GRANT_TYPE), ""));
            case MachineEndpoints.REVOCATION, MachineEndpoints.PUSHED_REQUESTS, MachineEndpoints.DEVICE_AUTHORIZATION ->
                true;
            default -> false;
        };
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        RegisteredClient client = clients.findByClientId(authentication.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return ByIdOnly.class.isAssignableFrom(authentication);
    }

    private static final class ByIdOnly extends OAuth2ClientAuthenticationToken {

        private static final long serialVersionUID = 1L;

        ByIdOnly(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }
}
