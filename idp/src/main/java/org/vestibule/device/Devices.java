package org.vestibule.device;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.consent.Consents;
import org.vestibule.grant.DeviceGrants;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;

/** The devices that wait for a person's word. */
@Component
public class Devices {

    private final DeviceStore store;
    private final DeviceGrants grants;
    private final Consents consents;
    private final Clients clients;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Devices(
            DeviceStore store,
            DeviceGrants grants,
            Consents consents,
            Clients clients,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.grants = grants;
        this.consents = consents;
        this.clients = clients;
        this.clock = clock;
        this.events = events;
    }

    /**
     * The application of a device whose code was entered in this session.
     *
     * @param id as it stands in the page's address
     */
    public Optional<LmsClient> application(SignInSession session, @Nullable String id) {
        return waiting(session, id).flatMap(device -> clients.byId(device.clientId()));
    }

    Optional<WaitingDevice> waiting(SignInSession session, @Nullable String id) {
        return uuid(id).flatMap(known -> store.find(known, session.id(), clock.instant()));
    }

    Optional<UUID> enter(UserCode code, SignInSession session) {
        return store.enter(code, session.id(), clock.instant());
    }

    /**
     * Takes the person's word. It is kept with what else was allowed, so that it can be taken back there.
     *
     * @return false when the device does not wait any more, or the session has ended
     */
    @Transactional
    boolean decide(IdpUser user, String id, boolean allowed) {
        Instant now = clock.instant();
        SignInSession session = user.session();
        Optional<DeviceStore.Decision> decided =
                uuid(id).flatMap(known -> store.decide(known, session.id(), allowed, now));
        Optional<LmsClient> client = decided.flatMap(decision -> clients.byId(decision.clientId()));
        if (decided.isEmpty() || client.isEmpty()) {
            return false;
        }
        DeviceStore.Decision decision = decided.get();
        if (allowed) {
            grants.begin(session, client.get(), decision.scopes(), decision.codeHash(), decision.expiresAt());
            if (!decision.scopes().isEmpty()) {
                consents.allow(user, client.get(), decision.scopes());
            }
        }
        events.publishEvent(new DeviceDecided(
                user.id(), client.get().clientId(), session.id(), String.join(" ", decision.scopes()), allowed));
        return true;
    }

    private static Optional<UUID> uuid(@Nullable String id) {
        try {
            return id == null ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
