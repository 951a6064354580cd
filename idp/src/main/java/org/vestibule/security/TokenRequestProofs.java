package org.vestibule.security;

import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.vestibule.dpop.HiddenProof;
import org.vestibule.dpop.ProofOfPossession;
import org.vestibule.dpop.Proofs;

/** The grants of the token endpoint, each of which takes a proof of a key, checked by us instead of the framework. */
@Component
class TokenRequestProofs {

    private final TokenEndpoints tokens;
    private final Proofs proofs;

    TokenRequestProofs(TokenEndpoints tokens, Proofs proofs) {
        this.tokens = tokens;
        this.proofs = proofs;
    }

    void apply(OAuth2TokenEndpointConfigurer endpoint) {
        endpoint.accessTokenRequestConverters(this::requests).authenticationProviders(this::grants);
    }

    private void requests(List<AuthenticationConverter> converters) {
        tokens.grantRequests(converters);
        converters.replaceAll(converter -> request -> converter.convert(new HiddenProof(request)));
    }

    private void grants(List<AuthenticationProvider> providers) {
        tokens.grants(providers);
        providers.replaceAll(provider -> new ProofOfPossession(provider, proofs));
    }
}
