package org.vestibule.assertion;

import java.net.URI;
import java.time.Clock;

import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.RegisteredKeys;
import org.vestibule.outbound.Outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;

/** The keys that clients sign with: registered by value, or at an address of theirs. */
@Component
public class ClientKeys {

    private static final int LARGEST_SET = 65_536;
    private static final int KEPT_AT_MOST = 1_000;

    private final Outbound outbound;
    private final Clock clock;
    private final Cache<String, KeyAddress> addresses =
            Caffeine.newBuilder().maximumSize(KEPT_AT_MOST).build();

    ClientKeys(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    public JWKSet of(ClientMetadata client) {
        if (client.jwks() != null) {
            return RegisteredKeys.parsed(client.jwks()).orElse(KeyAddress.NONE);
        }
        return client.jwksUri() == null
                ? KeyAddress.NONE
                : address(client.jwksUri()).keys();
    }

    /** @return those of {@code known} where nothing newer is to be had */
    public JWKSet newer(ClientMetadata client, JWKSet known) {
        return client.jwks() != null || client.jwksUri() == null
                ? known
                : address(client.jwksUri()).newer(known);
    }

    private KeyAddress address(String uri) {
        return addresses.get(uri, key -> new KeyAddress(key, () -> outbound.get(URI.create(key), LARGEST_SET), clock));
    }
}
