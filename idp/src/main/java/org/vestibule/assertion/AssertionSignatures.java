package org.vestibule.assertion;

import java.util.Set;

import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.RegisteredKeys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/** Whether one of a client's keys has signed an assertion. */
@Component
class AssertionSignatures {

    private static final int MOST_TRIED = 20;

    private final ClientKeys keys;

    AssertionSignatures(ClientKeys keys) {
        this.keys = keys;
    }

    boolean right(SignedJWT assertion, ClientMetadata client) {
        JWKSet known = keys.of(client);
        if (right(assertion, known)) {
            return true;
        }
        // an unknown key, or another one under a known id: perhaps they have changed
        JWKSet newer = keys.newer(client, known);
        return !newer.equals(known) && right(assertion, newer);
    }

    private static boolean right(SignedJWT assertion, JWKSet keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(assertion.getHeader().getAlgorithm()),
                (selector, context) -> selector.select(keys).stream()
                        .filter(RegisteredKeys::strong)
                        .limit(MOST_TRIED)
                        .toList()));
        // AssertionRules look at the claims, by the injected clock
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            processor.process(assertion, null);
            return true;
        } catch (BadJOSEException | JOSEException wrong) {
            return false;
        }
    }
}
