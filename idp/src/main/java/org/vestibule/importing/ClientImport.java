package org.vestibule.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.importing.ImportMarks.Mark;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Compares the clients of the file with those that exist, and applies what is new or changed. */
@Component
class ClientImport {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};

    private final Clients clients;
    private final ClientSecrets secrets;
    private final ImportMarks marks;

    ClientImport(Clients clients, ClientSecrets secrets, ImportMarks marks) {
        this.clients = clients;
        this.secrets = secrets;
        this.marks = marks;
    }

    /** What applying would do; what stands against it is told as problems of the file. */
    ClientChanges compare(List<ImportedClient> imported) {
        Map<String, Map<String, String>> before =
                marks.read(imported.stream().map(ImportedClient::record).toList());
        // not one by one: those look-ups may be some seconds old
        Map<String, LmsClient> existing =
                clients.all().stream().collect(Collectors.toMap(LmsClient::clientId, Function.identity()));
        ClientChanges changes = new ClientChanges(new ArrayList<>(), new ArrayList<>());
        for (ImportedClient client : imported) {
            Map<String, Mark> changed = ImportMarks.changed(
                    client.record(), client.named(), before.getOrDefault(client.record(), Map.of()));
            LmsClient now = existing.get(client.clientId());
            LmsClient after = now == null ? created(client) : changed(now, client.named(), changed.keySet());
            if (!after.equals(now)) {
                refuseContradictions(client, after);
                changes.written().add(after);
            }
            changes.marks().addAll(changed.values());
        }
        return changes;
    }

    void apply(ClientChanges changes) {
        changes.written().forEach(clients::save);
    }

    private LmsClient created(ImportedClient client) {
        boolean secret = client.secret() != null;
        Map<String, Object> keys = new LinkedHashMap<>(Map.of(
                "authenticationMethods", List.of(secret ? "client_secret_basic" : "none"),
                "grantTypes", List.of("authorization_code"),
                "redirectUris", List.of(),
                "postLogoutRedirectUris", List.of(),
                "scopes", List.of("openid"),
                "requirePkce", true,
                "requireNonce", false,
                "claimsInIdToken", true,
                "authenticationInUserInfo", true));
        keys.putAll(client.named());
        return new LmsClient(
                UUID.randomUUID(),
                client.clientId(),
                String.valueOf(client.named().getOrDefault(ImportedClient.NAME, client.clientId())),
                secret ? secrets.encode(client.secret()) : null,
                metadata(keys));
    }

    private static LmsClient changed(LmsClient now, Map<String, Object> named, Set<String> changed) {
        Map<String, Object> wanted = new LinkedHashMap<>(named);
        wanted.keySet().retainAll(changed);
        Map<String, Object> keys = new LinkedHashMap<>(JSON.convertValue(now.metadata(), KEYS));
        keys.putAll(wanted);
        return new LmsClient(
                now.id(),
                now.clientId(),
                String.valueOf(wanted.getOrDefault(ImportedClient.NAME, now.name())),
                now.secretHash(),
                metadata(keys));
    }

    private static ClientMetadata metadata(Map<String, Object> keys) {
        Map<String, Object> components = new LinkedHashMap<>(keys);
        components.remove(ImportedClient.NAME);
        return JSON.convertValue(components, ClientMetadata.class);
    }

    private static void refuseContradictions(ImportedClient client, LmsClient after) {
        ClientMetadata metadata = after.metadata();
        boolean open = metadata.authenticationMethods().contains("none");
        if (open && metadata.authenticationMethods().size() > 1) {
            client.at().problem("authenticationMethods", "none stands alone");
        }
        if (open == (after.secretHash() != null)) {
            client.at()
                    .problem(
                            "authenticationMethods",
                            open ? "is none, so there may be no clientSecret" : "needs a clientSecret");
        }
        if (open && !metadata.requirePkce()) {
            client.at().problem("requirePkce", "cannot be false for a public client");
        }
        if (open && metadata.grantTypes().contains("client_credentials")) {
            client.at().problem("grantTypes", "client_credentials needs a clientSecret");
        }
        boolean code = metadata.grantTypes().contains("authorization_code");
        if (code && metadata.redirectUris().isEmpty()) {
            client.at().problem("redirectUris", "is needed for authorization_code");
        }
        if (!code && metadata.grantTypes().contains("refresh_token")) {
            client.at().problem("grantTypes", "refresh_token needs authorization_code");
        }
    }
}
