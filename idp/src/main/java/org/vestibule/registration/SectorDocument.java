package org.vestibule.registration;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.outbound.Outbound;
import org.vestibule.outbound.OutboundAnswer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenID Connect Dynamic Client Registration, section 5: the document of a sector lists the redirect addresses of its clients. */
@Component
class SectorDocument {

    private static final int LONGEST = 64 * 1024;

    private final Outbound outbound;
    private final JsonMapper json = JsonMapper.builder().build();

    SectorDocument(Outbound outbound) {
        this.outbound = outbound;
    }

    /** What stands against the sector that a client names: a sentence without its subject. */
    Optional<String> problem(ClientMetadata client) {
        String address = client.sectorIdentifierUri();
        if (address == null) {
            return Optional.empty();
        }
        OutboundAnswer answer = outbound.get(URI.create(address), LONGEST);
        if (!answer.success()) {
            return Optional.of("could not be fetched");
        }
        return listed(answer.body()).containsAll(client.redirectUris())
                ? Optional.empty()
                : Optional.of("must be a JSON array that has all redirect_uris");
    }

    private List<String> listed(String body) {
        try {
            JsonNode list = json.readTree(body);
            return list.isArray()
                    ? list.values().stream().map(uri -> uri.asString("")).toList()
                    : List.of();
        } catch (JacksonException notJson) {
            return List.of();
        }
    }
}
