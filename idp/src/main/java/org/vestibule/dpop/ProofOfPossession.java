package org.vestibule.dpop;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;

/**
 * Around every grant: the proof of a token request is checked when its client is known and before anything is spent. What the
 * request was given as details, a {@link RequestProof}, becomes the {@link ProvenKey}. The framework's own check knows only
 * this machine's clock and memory.
 */
public final class ProofOfPossession implements AuthenticationProvider {

    private final AuthenticationProvider grant;
    private final Proofs proofs;

    public ProofOfPossession(AuthenticationProvider grant, Proofs proofs) {
        this.grant = grant;
        this.proofs = proofs;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (authentication instanceof OAuth2AuthorizationGrantAuthenticationToken request
                && request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.getRegisteredClient() != null) {
            request.setDetails(key(request, LmsClientRepository.metadata(client.getRegisteredClient())));
        }
        return grant.authenticate(authentication);
    }

    private @Nullable ProvenKey key(Authentication request, ClientMetadata client) {
        if (request.getDetails() instanceof RequestProof shown && shown.shown()) {
            return proofs.verify(shown, client);
        }
        if (client.dpopBoundAccessTokens()) {
            // RFC 9449 section 5.2 leaves the code open; the conformance suite knows this one
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "a DPoP proof is needed", null));
        }
        return null;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return grant.supports(authentication);
    }
}
