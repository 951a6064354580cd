package org.vestibule.dpop;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** What becomes of a proof that proves nothing. */
final class ProofRefusal {

    private ProofRefusal() {}

    /** @param about the part of the proof that is wrong, for who writes the client */
    static OAuth2AuthenticationException of(String about) {
        return new OAuth2AuthenticationException(error(about));
    }

    static OAuth2AuthenticationException of(String about, Exception cause) {
        return new OAuth2AuthenticationException(error(about), cause);
    }

    private static OAuth2Error error(String about) {
        return new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, "DPoP proof: " + about, null);
    }
}
