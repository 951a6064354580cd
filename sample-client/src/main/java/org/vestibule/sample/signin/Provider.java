package org.vestibule.sample.signin;

import java.net.URI;
import java.util.Objects;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.stereotype.Component;

/** The provider as configured: what can be known of it before it has ever answered. */
@Component
class Provider {

    /** The name of the one client registration and its provider in the configuration. */
    static final String ID = "vestibule";

    static final String SIGN_IN_PATH = "/oauth2/authorization/" + ID;

    private final String issuer;

    Provider(OAuth2ClientProperties properties) {
        OAuth2ClientProperties.Provider configured = properties.getProvider().get(ID);
        this.issuer = Objects.requireNonNull(
                configured == null ? null : configured.getIssuerUri(),
                "spring.security.oauth2.client.provider.vestibule.issuer-uri is not set");
    }

    String issuer() {
        return issuer;
    }

    /** Where people look after their second factor. */
    String accountPage() {
        return issuer + (issuer.endsWith("/") ? "account" : "/account");
    }

    /** Scheme, host and port, as a Content-Security-Policy names a source. */
    String origin() {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
