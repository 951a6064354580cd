package org.vestibule.security;

import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.stereotype.Component;
import org.vestibule.assertion.ClientAssertions;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.clientauth.ClientAuthenticationLimit;
import org.vestibule.grant.CodeGrant;
import org.vestibule.grant.DeadCodeAfterWrongVerifier;

/** How clients prove who they are: by secret or key, or public with PKCE; the code verifier is checked there too. */
@Component
class ClientAuthentication {

    private final LmsClientRepository clients;
    private final CodeGrant codes;
    private final ClientAssertions assertions;
    private final ClientAuthenticationLimit limit;

    ClientAuthentication(
            LmsClientRepository clients,
            CodeGrant codes,
            ClientAssertions assertions,
            ClientAuthenticationLimit limit) {
        this.clients = clients;
        this.codes = codes;
        this.assertions = assertions;
        this.limit = limit;
    }

    /** Leaves of the framework's providers those that work here, and adds ours. */
    void choose(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> !(provider instanceof ClientSecretAuthenticationProvider)
                && !(provider instanceof JwtClientAssertionAuthenticationProvider)
                && !(provider instanceof PublicClientAuthenticationProvider));
        providers.forEach(provider -> {
            if (provider instanceof JwtClientAssertionAuthenticationProvider byKey) {
                byKey.setJwtDecoderFactory(assertions);
            }
        });
        providers.replaceAll(provider -> new DeadCodeAfterWrongVerifier(provider, clients, codes));
        // before the framework's own, which wants a code verifier
        providers.add(0, new PublicClients(clients));
        limit.around(providers);
    }
}
