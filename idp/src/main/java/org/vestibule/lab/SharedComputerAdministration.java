package org.vestibule.lab;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.SignInSessions;

/** What administrators do with shared computers from anywhere. */
@Component
class SharedComputerAdministration {

    private final SharedComputerRows rows;
    private final SignInSessions sessions;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SharedComputerAdministration(
            SharedComputerRows rows, SignInSessions sessions, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.sessions = sessions;
        this.clock = clock;
        this.events = events;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<SharedComputer> all() {
        return rows.all();
    }

    @Transactional(readOnly = true)
    public Optional<SharedComputer> find(UUID id) {
        return rows.byId(id);
    }

    /** @param token the new value of the browser's cookie */
    @Transactional
    public void register(String name, String token, UUID administrator) {
        Instant now = clock.instant();
        SharedComputer computer = new SharedComputer(UUID.randomUUID(), name, null, now, null);
        rows.insert(computer.id(), token, name, administrator, now);
        events.publishEvent(SharedComputerEvent.administered("registered", computer, administrator));
    }

    /** The browser's cookie is worth nothing from now on; sessions that began there keep their rules. */
    @Transactional
    public void remove(SharedComputer computer, UUID administrator) {
        if (rows.remove(computer.id(), clock.instant())) {
            events.publishEvent(SharedComputerEvent.administered("removed", computer, administrator));
        }
    }

    /** Ends every session that began there, and tells their LMSs. */
    @Transactional
    public void signOut(SharedComputer computer, UUID administrator) {
        rows.openSessions(computer.id())
                .forEach(one -> sessions.end(one.id(), one.userId(), "shared-computer-signed-out"));
        events.publishEvent(SharedComputerEvent.administered("signed-out", computer, administrator));
    }
}
