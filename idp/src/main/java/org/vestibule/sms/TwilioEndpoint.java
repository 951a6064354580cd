package org.vestibule.sms;

import java.net.URI;
import java.util.Set;

/**
 * Where Twilio's API answers instead of its own host: a simulator. Comes from the operator's configuration or, in the
 * demo, from the simulator's bean; never from a page (SMS-14).
 *
 * @param baseUrl https, or http on a loopback host, because the Service Key travels there
 */
public record TwilioEndpoint(URI baseUrl) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException when the address is not of that form */
    public TwilioEndpoint {
        String host = baseUrl.getHost();
        boolean https = "https".equals(baseUrl.getScheme());
        boolean loopback = "http".equals(baseUrl.getScheme()) && host != null && LOOPBACK.contains(host);
        if (host == null || !(https || loopback)) {
            throw new IllegalArgumentException(
                    "idp.sms.twilio.base-url must be an https address, or an http address of this computer");
        }
    }

    /** The same path and query below the base address. */
    public URI rewrite(URI original) {
        String base = baseUrl.toString();
        String path = original.getRawPath() + (original.getRawQuery() == null ? "" : "?" + original.getRawQuery());
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
