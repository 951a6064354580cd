package org.vestibule.roster;

import java.util.Map;
import java.util.Objects;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.vestibule.maillink.Activations;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** Tells of an import: the new people by mail, the audit trail with counts. */
@Component
class Invitations {

    private final Users users;
    private final Activations activations;
    private final ApplicationEventPublisher events;

    Invitations(Users users, Activations activations, ApplicationEventPublisher events) {
        this.users = users;
        this.activations = activations;
        this.events = events;
    }

    void send(RosterEntry entry) {
        users.byId(Objects.requireNonNull(entry.userId())).filter(User::enabled).ifPresent(activations::send);
    }

    void tell(RosterImport roster, Map<RosterKind, Integer> counts) {
        events.publishEvent(new RosterImported(
                roster.administrator(),
                Map.of(
                        "lines", roster.lines(),
                        "created", number(counts, RosterKind.CREATED),
                        "changed", number(counts, RosterKind.UPDATED),
                        "unchanged", number(counts, RosterKind.SAME),
                        "disabled", number(counts, RosterKind.DISABLED),
                        "skipped", number(counts, RosterKind.SKIPPED),
                        "refused", number(counts, RosterKind.ERROR))));
    }

    private static Object number(Map<RosterKind, Integer> counts, RosterKind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
