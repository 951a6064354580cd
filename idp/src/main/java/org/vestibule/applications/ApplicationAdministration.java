package org.vestibule.applications;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientRules;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.token.AcrNames;

/** What administrators do to applications. Each is one transaction with its audit row. */
@Service
class ApplicationAdministration {

    private static final int SECRET_BYTES = 32;
    private static final Base64StringKeyGenerator SECRETS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), SECRET_BYTES);

    private final Clients clients;
    private final ClientSecrets secrets;
    private final ApplicationRows rows;
    private final AcrNames acrNames;
    private final ApplicationEventPublisher events;

    ApplicationAdministration(
            Clients clients,
            ClientSecrets secrets,
            ApplicationRows rows,
            AcrNames acrNames,
            ApplicationEventPublisher events) {
        this.clients = clients;
        this.secrets = secrets;
        this.rows = rows;
        this.acrNames = acrNames;
        this.events = events;
    }

    /**
     * What came of a form that makes an application.
     *
     * @param id of the application; null where its settings contradict each other
     * @param secret to be shown once; null where the application was there already
     * @param problems by component of ClientMetadata
     */
    record Created(@Nullable UUID id, @Nullable String secret, Map<String, String> problems) {

        @Override
        public String toString() {
            return "Created[" + id + ", " + problems + "]";
        }
    }

    /**
     * What came of a change.
     *
     * @param meanwhile whether somebody else was faster
     * @param problems by component of ClientMetadata
     */
    record Edited(boolean meanwhile, Map<String, String> problems) {

        boolean done() {
            return !meanwhile && problems.isEmpty();
        }
    }

    /** A form that was sent before makes nothing, and shows no secret again. */
    @Transactional
    Created create(ApplicationForm form, UUID administrator) {
        Optional<UUID> there = rows.claim(form.clientId());
        if (there.isPresent()) {
            return new Created(there.get(), null, Map.of());
        }
        String secret = SECRETS.generateKey();
        LmsClient client =
                new LmsClient(UUID.randomUUID(), form.clientId(), form.name(), secrets.encode(secret), settings(form));
        Map<String, String> problems = problems(client);
        if (!problems.isEmpty()) {
            return new Created(null, null, problems);
        }
        clients.save(client);
        events.publishEvent(new ApplicationChanged(client.clientId(), administrator, "created", told(client)));
        return new Created(client.id(), secret, Map.of());
    }

    @Transactional
    Edited edit(UUID id, ApplicationForm form, UUID administrator) {
        Optional<LmsClient> before = rows.take(id, form.versionNumber()) ? clients.current(id) : Optional.empty();
        if (before.isEmpty()) {
            return new Edited(true, Map.of());
        }
        ClientMetadata settings = changed(before.get().metadata(), form);
        LmsClient after = new LmsClient(
                id, before.get().clientId(), form.name(), before.get().secretHash(), settings);
        Map<String, String> problems = problems(after);
        if (!problems.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Edited(false, problems);
        }
        clients.save(after);
        Map<String, Object> differences = new TreeMap<>(told(after));
        told(before.get()).forEach(differences::remove);
        events.publishEvent(new ApplicationChanged(after.clientId(), administrator, "edited", differences));
        return new Edited(false, Map.of());
    }

    /** Removes an application with all that was granted to it; nothing where it is gone already. */
    @Transactional
    void delete(LmsClient client, UUID administrator) {
        if (clients.remove(client)) {
            events.publishEvent(
                    new ApplicationChanged(client.clientId(), administrator, "deleted", Map.of("name", client.name())));
        }
    }

    private ClientMetadata settings(ApplicationForm form) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        if (form.preset().isEmpty()) {
            // whichever way the platform sends it
            keys.put("authenticationMethods", List.of("client_secret_basic", "client_secret_post"));
        } else {
            keys.put("preset", form.preset());
        }
        return changed(ClientMetadata.of(keys, true), form);
    }

    private ClientMetadata changed(ClientMetadata before, ApplicationForm form) {
        Map<String, @Nullable Object> keys = form.settings();
        RequiredAssurance required = RequiredAssurance.of(form.requiredAcr()).orElse(RequiredAssurance.OTHER);
        keys.put("requiredAcr", required.acr(before, acrNames));
        ClientMetadata after = before.with(keys);
        if (!after.scopes().contains("offline_access") || after.grantTypes().contains("refresh_token")) {
            return after;
        }
        // the scope promises it
        List<String> grants = new ArrayList<>(after.grantTypes());
        grants.add("refresh_token");
        return after.with(Map.of("grantTypes", grants));
    }

    private Map<String, String> problems(LmsClient client) {
        Map<String, String> problems = new LinkedHashMap<>(ClientRules.problems(client));
        problems.putAll(acrNames.problems(client.metadata()));
        return problems;
    }

    /** What the audit trail has of an application: all that says who gets what, and how well it is guarded. */
    private static Map<String, Object> told(LmsClient client) {
        ClientMetadata settings = client.metadata();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", client.name());
        told.put("redirectUris", String.join(" ", settings.redirectUris()));
        told.put("postLogoutRedirectUris", String.join(" ", settings.postLogoutRedirectUris()));
        told.put(
                "backchannelLogoutUri", settings.backchannelLogoutUri() == null ? "" : settings.backchannelLogoutUri());
        told.put("scopes", String.join(" ", settings.scopes()));
        told.put("requirePkce", settings.requirePkce());
        told.put("consent", settings.consent());
        told.put("requiredAcr", settings.requiredAcr() == null ? "" : settings.requiredAcr());
        return told;
    }
}
