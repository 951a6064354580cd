package org.vestibule.grant;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/** Around the framework's introspection: another client's token looks like one that does not exist (OID-18, RFC 7662 §4). */
public final class OwnTokensOnly implements AuthenticationProvider {

    private final AuthenticationProvider delegate;

    public OwnTokensOnly(AuthenticationProvider delegate) {
        this.delegate = delegate;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        Authentication answer = delegate.authenticate(authentication);
        if (answer instanceof OAuth2TokenIntrospectionAuthenticationToken introspection
                && introspection.getTokenClaims().isActive()
                && introspection.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && !Objects.equals(introspection.getTokenClaims().getClientId(), client.getPrincipal())) {
            return new OAuth2TokenIntrospectionAuthenticationToken(
                    introspection.getToken(),
                    client,
                    OAuth2TokenIntrospection.builder().build());
        }
        return answer;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return delegate.supports(authentication);
    }
}
