package org.vestibule.sample.signin;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * RFC 9207: an authorization response, success or error, is looked at only when its {@code iss} is our issuer. Where the provider
 * announces the parameter, an answer without it is refused too. Runs before the code could be sent to a token endpoint (OID-07).
 */
class IssuerCheck extends OncePerRequestFilter {

    private static final RequestMatcher ANSWER =
            PathPatternRequestMatcher.withDefaults().matcher("/login/oauth2/code/*");

    private final Provider provider;
    private final ClientRegistrationRepository registrations;
    private final SignInFailures failures;

    IssuerCheck(Provider provider, ClientRegistrationRepository registrations, SignInFailures failures) {
        this.provider = provider;
        this.registrations = registrations;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            check(request.getParameterValues("iss"));
        } catch (AuthenticationException refused) {
            failures.onAuthenticationFailure(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ANSWER.matches(request);
    }

    private void check(String @Nullable [] issuers) {
        if (issuers == null ? announced() : !isOurs(issuers)) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_issuer"), "iss is not our issuer");
        }
    }

    private boolean isOurs(String[] issuers) {
        return issuers.length == 1 && provider.issuer().equals(issuers[0]);
    }

    private boolean announced() {
        ClientRegistration registration = registrations.findByRegistrationId(Provider.ID);
        return registration != null && isTrue(registration.getProviderDetails().getConfigurationMetadata());
    }

    private static boolean isTrue(Map<String, @Nullable Object> metadata) {
        return Boolean.TRUE.equals(metadata.get("authorization_response_iss_parameter_supported"));
    }
}
