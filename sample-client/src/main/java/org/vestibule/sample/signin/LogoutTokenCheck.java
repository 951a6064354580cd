package org.vestibule.sample.signin;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Lets only genuine logout tokens pass to the framework, which reads the provider's key set anew for each token it is given: anybody
 * could make it do so without end. Here the cached key set of the ID tokens serves, and only type {@code logout+jwt}.
 */
class LogoutTokenCheck extends OncePerRequestFilter {

    static final String PATH = "/logout/connect/back-channel/" + Provider.ID;

    private static final RequestMatcher LOGOUT =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PATH);

    private final Provider provider;
    private final ClientRegistrationRepository registrations;
    private final IdTokenDecoders decoders;
    private volatile @Nullable JwtDecoder decoder;

    LogoutTokenCheck(Provider provider, ClientRegistrationRepository registrations, IdTokenDecoders decoders) {
        this.provider = provider;
        this.registrations = registrations;
        this.decoders = decoders;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!LOGOUT.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        String token = request.getParameter("logout_token");
        try {
            if (token != null && !token.isEmpty()) {
                decoder().decode(token);
                chain.doFilter(request, response);
                return;
            }
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (BadJwtException notGenuine) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (JwtException | AuthenticationServiceException noKeys) {
            // the provider tries again later
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    private JwtDecoder decoder() {
        JwtDecoder known = decoder;
        if (known == null) {
            known = decoder(Objects.requireNonNull(registrations.findByRegistrationId(Provider.ID)));
            decoder = known;
        }
        return known;
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        DefaultJWTProcessor<SecurityContext> processor = decoders.signatures(registration);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("logout+jwt")));
        NimbusJwtDecoder logoutTokens = new NimbusJwtDecoder(processor);
        logoutTokens.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(IdTokenDecoders.CLOCK_SKEW),
                new JwtIssuerValidator(provider.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(registration.getClientId()))));
        return logoutTokens;
    }
}
