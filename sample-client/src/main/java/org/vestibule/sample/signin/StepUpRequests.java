package org.vestibule.sample.signin;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Builds the authorization requests: state, nonce and PKCE by the framework, and for a step-up the voluntary {@code acr_values} with
 * {@code max_age}. Asking is all this does; {@link Assurance} judges what came back (OID-11).
 */
@Component
class StepUpRequests implements OAuth2AuthorizationRequestResolver {

    static final String PARAMETER = "step-up";

    private final OAuth2AuthorizationRequestResolver requests;

    StepUpRequests(ClientRegistrationRepository registrations) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return withStepUp(request, requests.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return withStepUp(request, requests.resolve(request, registrationId));
    }

    private static @Nullable OAuth2AuthorizationRequest withStepUp(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest plain) {
        if (plain == null || request.getParameter(PARAMETER) == null) {
            return plain;
        }
        return OAuth2AuthorizationRequest.from(plain)
                .additionalParameters(parameters -> {
                    parameters.put("acr_values", Assurance.TWO_FACTOR);
                    parameters.put("max_age", Assurance.MAX_AGE.toSeconds());
                })
                .build();
    }
}
