package org.vestibule.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who this provider is, to the outside. All addresses it hands out come from here, never from a request (WEB-08).
 *
 * @param issuer the {@code iss} of every token, kept exactly as written; https, or http on a loopback host
 * @param name the product name that pages, messages and authenticator apps show
 * @param help what the sign-in page says to people in trouble, such as whom to call; empty: nothing
 * @param trustedProxies addresses and CIDR ranges whose {@code X-Forwarded-For} is believed, and the header of
 *     {@code idp.mtls}
 */
@ConfigurationProperties("idp")
public record IdpProperties(
        @DefaultValue("http://localhost:9000") URI issuer,
        @DefaultValue("Vestibule") String name,
        @DefaultValue("") String help,
        @DefaultValue List<String> trustedProxies) {

    /** Host names that mean this machine, as they stand in an address. */
    static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public IdpProperties {
        if (issuer.getHost() == null || issuer.getQuery() != null || issuer.getFragment() != null) {
            throw new IllegalArgumentException("idp.issuer must be an address like https://login.example.org");
        }
        boolean loopback = LOOPBACK_HOSTS.contains(issuer.getHost().toLowerCase(Locale.ROOT));
        if (!"https".equals(issuer.getScheme()) && !("http".equals(issuer.getScheme()) && loopback)) {
            throw new IllegalArgumentException(
                    "idp.issuer must start with https:// (http:// only on localhost), but is " + issuer);
        }
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(IdpProperties::requireAddress);
    }

    private static void requireAddress(String proxy) {
        try {
            new IpAddressMatcher(proxy).matches("::1");
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    "idp.trusted-proxies takes addresses and CIDR ranges, but has " + proxy, ex);
        }
    }

    /** Whether the provider is reached by https: then cookies are Secure and there is HSTS. */
    public boolean secure() {
        return "https".equals(issuer.getScheme());
    }

    /** Whether browsers reach the provider on their own machine only, as in the demo. */
    public boolean loopback() {
        return LOOPBACK_HOSTS.contains(host());
    }

    /** The issuer's host name in lower case, without port. */
    public String host() {
        return issuer.getHost().toLowerCase(Locale.ROOT);
    }
}
