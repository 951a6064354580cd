package org.vestibule.registration;

import java.util.Map;
import java.util.UUID;

import org.vestibule.client.ClientMetadata;
import org.vestibule.event.SecurityEvent;

/** A client registered itself. */
record ClientRegistered(String clientId, String name, ClientMetadata metadata, UUID initialTokenId)
        implements SecurityEvent {

    @Override
    public String event() {
        return "client.registered";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of(
                "token",
                initialTokenId.toString(),
                "name",
                name,
                "redirectUris",
                String.join(" ", metadata.redirectUris()),
                "requirePkce",
                metadata.requirePkce(),
                "consent",
                metadata.consent());
    }
}
