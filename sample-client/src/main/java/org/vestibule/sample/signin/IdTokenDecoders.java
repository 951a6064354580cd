package org.vestibule.sample.signin;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Checks ID tokens (OID-09): only RS256 and ES256, only keys of the configured issuer's key set, whatever the token's header says.
 * The key set is cached; an unknown key id makes one new look at it, and no more than one in ten seconds.
 */
@Component
class IdTokenDecoders implements JwtDecoderFactory<ClientRegistration> {

    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final Map<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return decoders.computeIfAbsent(registration.getRegistrationId(), id -> decoder(registration));
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures(registration));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
        claims.setClockSkew(CLOCK_SKEW);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(CLOCK_SKEW), claims));
        return decoder;
    }

    /** Checks signatures only: the claims are for the validators of whoever asks. */
    DefaultJWTProcessor<SecurityContext> signatures(ClientRegistration registration) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS, keys.computeIfAbsent(registration.getRegistrationId(), id -> keys(registration))));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static JWKSource<SecurityContext> keys(ClientRegistration registration) {
        DefaultResourceRetriever http = new DefaultResourceRetriever(
                (int) ProviderCalls.CONNECT.toMillis(), (int) ProviderCalls.ANSWER.toMillis(), LARGEST_KEY_SET);
        return JWKSourceBuilder.<SecurityContext>create(keySetAddress(registration), http)
                .rateLimited(Duration.ofSeconds(10).toMillis())
                .build();
    }

    private static URL keySetAddress(ClientRegistration registration) {
        String address = Objects.requireNonNull(
                registration.getProviderDetails().getJwkSetUri(), "the provider publishes no jwks_uri");
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the provider's jwks_uri is no address: " + address, e);
        }
    }
}
