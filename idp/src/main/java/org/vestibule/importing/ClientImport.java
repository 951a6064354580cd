package org.vestibule.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientRules;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.client.Preset;
import org.vestibule.client.SecretRotation;
import org.vestibule.importing.ClientChanges.NewSecret;
import org.vestibule.importing.ImportMarks.Mark;
import org.vestibule.token.AcrNames;

/** Compares the clients of the file with those that exist, and applies what is new or changed. */
@Component
class ClientImport {

    private final Clients clients;
    private final ClientSecrets secrets;
    private final SecretRotation rotation;
    private final ImportMarks marks;
    private final AcrNames acrNames;

    ClientImport(
            Clients clients, ClientSecrets secrets, SecretRotation rotation, ImportMarks marks, AcrNames acrNames) {
        this.acrNames = acrNames;
        this.clients = clients;
        this.secrets = secrets;
        this.rotation = rotation;
        this.marks = marks;
    }

    /** What applying would do; what stands against it is told as problems of the file. */
    ClientChanges compare(List<ImportedClient> imported) {
        Map<String, Map<String, String>> before =
                marks.read(imported.stream().map(ImportedClient::record).toList());
        // not one by one: those look-ups may be some seconds old
        Map<String, LmsClient> existing =
                clients.all().stream().collect(Collectors.toMap(LmsClient::clientId, Function.identity()));
        ClientChanges changes = new ClientChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ImportedClient client : imported) {
            Map<String, Mark> changed = ImportMarks.changed(
                    client.record(), client.named(), before.getOrDefault(client.record(), Map.of()));
            LmsClient now = existing.get(client.clientId());
            LmsClient after = now == null ? created(client) : changed(now, client.named(), changed.keySet());
            Optional<NewSecret> newSecret = newSecret(client, now, after, changed.keySet());
            newSecret.ifPresent(changes.newSecrets()::add);
            if (!after.equals(now) || newSecret.isPresent()) {
                ClientRules.problems(after).forEach(client.at()::problem);
                acrNames.problems(after.metadata()).forEach(client.at()::problem);
                changes.written().add(after);
            }
            changes.marks().addAll(changed.values());
        }
        return changes;
    }

    void apply(ClientChanges changes) {
        changes.written().forEach(clients::save);
        changes.newSecrets().forEach(secret -> rotation.follow(secret.client(), secret.hash(), secret.overlap()));
    }

    private Optional<NewSecret> newSecret(
            ImportedClient client, @Nullable LmsClient now, LmsClient after, Set<String> changed) {
        boolean first = now == null && client.secret() == null;
        return changed.contains(ImportedClient.NEW_SECRET) && !first
                ? Optional.of(new NewSecret(after, newHash(client.named()), client.overlap()))
                : Optional.empty();
    }

    private String newHash(Map<String, Object> named) {
        return secrets.encode(String.valueOf(named.get(ImportedClient.NEW_SECRET)));
    }

    private LmsClient created(ImportedClient client) {
        String hash = client.secret() != null
                ? secrets.encode(client.secret())
                : client.named().containsKey(ImportedClient.NEW_SECRET) ? newHash(client.named()) : null;
        return new LmsClient(
                UUID.randomUUID(),
                client.clientId(),
                String.valueOf(client.named().getOrDefault(ImportedClient.NAME, client.clientId())),
                hash,
                ClientMetadata.of(components(client.named()), hash != null));
    }

    private LmsClient changed(LmsClient now, Map<String, Object> named, Set<String> changed) {
        Map<String, Object> wanted = new LinkedHashMap<>(named);
        wanted.keySet().retainAll(changed);
        if (changed.contains("preset")) {
            wanted.putAll(Preset.settings(named));
        }
        return new LmsClient(
                now.id(),
                now.clientId(),
                String.valueOf(wanted.getOrDefault(ImportedClient.NAME, now.name())),
                now.secretHash() == null && changed.contains(ImportedClient.NEW_SECRET)
                        ? newHash(named)
                        : now.secretHash(),
                now.metadata().with(components(wanted)));
    }

    private static Map<String, Object> components(Map<String, Object> named) {
        Map<String, Object> components = new LinkedHashMap<>(named);
        components.remove(ImportedClient.NAME);
        components.remove(ImportedClient.NEW_SECRET);
        return components;
    }
}
