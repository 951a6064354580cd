package org.vestibule.token;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AcrNames.class, SigningKeyProperties.class})
class TokenConfiguration {

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(keys::signing);
        return encoder;
    }

    @Bean
    TokenGenerator tokenGenerator(JwtEncoder encoder, TokenClaims claims, Clock clock) {
        JwtGenerator generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(claims);
        generator.setClock(clock);
        return new TokenGenerator(generator);
    }

    /** Reads our own access tokens at UserInfo: at+jwt only, so an ID token is none (RFC 9068). */
    @Bean
    JwtDecoder jwtDecoder(
            SigningKeys keys, OAuth2AuthorizationService authorizations, IdpProperties properties, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(algorithms -> {
                    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
                        algorithms.add(SignatureAlgorithm.valueOf(algorithm.name()));
                    }
                })
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps, new JwtIssuerValidator(properties.issuer().toString())));
        return new AccessTokenDecoder(decoder, authorizations);
    }
}
