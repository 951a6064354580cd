package org.vestibule.device;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The clients that may use the device flow. */
final class DeviceClients {

    private DeviceClients() {}

    /** The client that authenticated itself for this request, and has the grant. */
    static RegisteredClient permitted(Authentication request) {
        RegisteredClient client = request.getPrincipal() instanceof OAuth2ClientAuthenticationToken authenticated
                ? authenticated.getRegisteredClient()
                : null;
        if (client == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        if (!client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
        return client;
    }
}
