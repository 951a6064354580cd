package org.vestibule.security;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;

/** Adds our rules to the framework's checks of an authorization request. */
final class AuthorizationRequestProviders {

    private AuthorizationRequestProviders() {}

    static void addRules(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider authorize) {
                authorize.setAuthenticationValidator(rules().andThen(Channel.rule()));
            }
        });
    }

    /** Redirect address, scopes, and what else a request has to be, whichever way it comes. */
    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> rules() {
        return new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(new AuthorizationRequestRules());
    }
}
