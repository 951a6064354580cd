package org.vestibule.registration;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What clients may be that register with one initial access token.
 *
 * @param grantTypes that they may have
 * @param scopes that they may have, and have when they name none
 * @param redirectHosts where the browser may be sent; empty: any host by https. Only a host that is named here may be one
 *     without https, and that only on this machine
 * @param requirePkce false: confidential clients need no code challenge
 * @param consent whether people are asked before the first token
 * @param claimsInIdToken whether claims of the scopes are in the ID token too
 * @param requiredAcr the level below which they get no token, null: none
 */
public record RegistrationPolicy(
        List<String> grantTypes,
        List<String> scopes,
        List<String> redirectHosts,
        boolean requirePkce,
        boolean consent,
        boolean claimsInIdToken,
        @Nullable String requiredAcr) {

    public RegistrationPolicy {
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
        redirectHosts = redirectHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether a browser may be sent to this address, which has a host. */
    boolean allows(URI address) {
        return redirectHosts.isEmpty()
                ? "https".equals(address.getScheme())
                : redirectHosts.contains(address.getHost().toLowerCase(Locale.ROOT));
    }
}
