package org.vestibule.sample.signin;

import java.time.Clock;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/** What programs may read of this platform, with an access token of the provider (RFC 6750, RFC 9068). */
@Configuration(proxyBeanMethods = false)
class ResourceSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain resources(
            HttpSecurity http,
            Provider provider,
            ClientRegistrationRepository registrations,
            IdTokenDecoders decoders,
            Clock clock,
            PageHeaders pageHeaders) {
        JwtDecoder accessTokens =
                token -> decoder(provider, registrations, decoders, clock).decode(token);
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.decoder(accessTokens)).withObjectPostProcessor(patientWithTheProvider()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.addHeaderWriter(pageHeaders))
                .build();
    }

    /** A provider that cannot be asked for its keys says nothing about the token: the program should try again. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> patientWithTheProvider() {
        AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler((request, response, failure) -> {
                    if (failure instanceof AuthenticationServiceException) {
                        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
                    } else {
                        challenge.commence(request, response, failure);
                    }
                });
                return filter;
            }
        };
    }

    /** An ID token is no access token: only {@code at+jwt} counts, and only what was issued for us to read. */
    private static JwtDecoder decoder(
            Provider provider, ClientRegistrationRepository registrations, IdTokenDecoders decoders, Clock clock) {
        ClientRegistration registration = registrations.findByRegistrationId(Provider.ID);
        if (registration == null) {
            throw new IllegalStateException("no registration " + Provider.ID);
        }
        DefaultJWTProcessor<SecurityContext> signatures = decoders.signatures(registration);
        signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        JwtTimestampValidator times = new JwtTimestampValidator(IdTokenDecoders.CLOCK_SKEW);
        times.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(provider.issuer()),
                // the provider names itself as the audience where a client asks for no other
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(provider.issuer()))));
        return decoder;
    }
}
