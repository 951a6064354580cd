package org.vestibule.sample.signin;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Reads the provider's discovery document at the first sign-in instead of at start, so that the public pages are there while the
 * provider is not. A failed try is not remembered. It is deliberately not iterable: the framework would iterate at start.
 */
@Component
class DiscoveredRegistrations implements ClientRegistrationRepository {

    private final OAuth2ClientProperties properties;
    private final Provider provider;
    private final RestClient http;
    private volatile @Nullable Map<String, ClientRegistration> discovered;

    DiscoveredRegistrations(OAuth2ClientProperties properties, Provider provider, ClientHttpRequestFactory requests) {
        this.properties = properties;
        this.provider = provider;
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        if (!properties.getRegistration().containsKey(registrationId)) {
            return null;
        }
        Map<String, ClientRegistration> known = discovered;
        return (known != null ? known : discover()).get(registrationId);
    }

    /** Two people who come first together both ask; the answers are the same. */
    private Map<String, ClientRegistration> discover() {
        try {
            probe();
            Map<String, ClientRegistration> found =
                    new OAuth2ClientPropertiesMapper(properties).asClientRegistrations();
            discovered = found;
            return found;
        } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
            throw new AuthenticationServiceException("the provider's discovery document cannot be read", e);
        }
    }

    /** The framework's own discovery waits up to half a minute per address; people are told sooner that nobody answers. */
    private void probe() {
        String issuer = provider.issuer();
        http.get()
                .uri(issuer + (issuer.endsWith("/") ? "" : "/") + ".well-known/openid-configuration")
                .retrieve()
                .toBodilessEntity();
    }
}
