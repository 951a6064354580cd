package org.vestibule.grant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Around the framework's client authentication, which checks the code verifier after the secret: a wrong secret
 * ({@code invalid_client}) does not touch the code, a wrong verifier ({@code invalid_grant}) kills it.
 */
public final class DeadCodeAfterWrongVerifier implements AuthenticationProvider {

    private final AuthenticationProvider delegate;
    private final RegisteredClientRepository clients;
    private final CodeGrant codes;

    public DeadCodeAfterWrongVerifier(
            AuthenticationProvider delegate, RegisteredClientRepository clients, CodeGrant codes) {
        this.delegate = delegate;
        this.clients = clients;
        this.codes = codes;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) throws AuthenticationException {
        try {
            return delegate.authenticate(authentication);
        } catch (OAuth2AuthenticationException refused) {
            if (refused.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)) {
                refuse((OAuth2ClientAuthenticationToken) authentication);
            }
            throw refused;
        }
    }

    private void refuse(OAuth2ClientAuthenticationToken request) {
        RegisteredClient client = clients.findByClientId(request.getName());
        if (client != null && request.getAdditionalParameters().get(OAuth2ParameterNames.CODE) instanceof String code) {
            codes.refuse(code, client, ClientAuthenticationMethod.NONE.equals(request.getClientAuthenticationMethod()));
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return delegate.supports(authentication);
    }
}
