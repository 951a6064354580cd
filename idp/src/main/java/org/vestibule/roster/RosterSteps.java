package org.vestibule.roster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a roster one step further. A step is a transaction that holds the roster's row: so every line is dealt with once, however
 * many nodes are at it, and whatever stops one.
 */
@Component
class RosterSteps {

    /** How long a comparison and an outcome can be looked at. */
    static final Duration SHOWN = Duration.ofHours(1);

    static final int SIZE = 500;

    /** Fifty links every five seconds, so that other mail still leaves. */
    private static final int LINKS = 50;

    private static final Duration BETWEEN_LINKS = Duration.ofSeconds(5);

    private final RosterImports imports;
    private final RosterRows rows;
    private final RosterComparison comparison;
    private final RosterChanges changes;
    private final Invitations invitations;
    private final Clock clock;

    RosterSteps(
            RosterImports imports,
            RosterRows rows,
            RosterComparison comparison,
            RosterChanges changes,
            Invitations invitations,
            Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.comparison = comparison;
        this.changes = changes;
        this.invitations = invitations;
        this.clock = clock;
    }

    /**
     * The next step.
     *
     * @param size the most lines
     * @return whether there may be another one at once
     */
    @Transactional
    boolean take(UUID id, int size) {
        Instant now = clock.instant();
        Optional<RosterImport> taken = imports.take(id, now);
        if (taken.isEmpty()) {
            return false;
        }
        RosterImport roster = taken.get();
        switch (roster.status()) {
            case COMPARING -> compare(roster, size, now);
            case IMPORTING -> apply(roster, size, now);
            default -> invite(roster, now);
        }
        return true;
    }

    private void compare(RosterImport roster, int size, Instant now) {
        List<RosterEntry> next = rows.next(roster.id(), roster.position(), size, RosterKind.UNREAD);
        if (!next.isEmpty()) {
            rows.update(roster.id(), comparison.compare(roster, next));
            imports.moveOn(roster.id(), last(next), now);
            return;
        }
        rows.takeTime();
        if (roster.disableOthers() && rows.counts(roster.id()).getOrDefault(RosterKind.ERROR, 0) == 0) {
            rows.addOthers(roster.id());
        }
        imports.enter(roster.id(), RosterStatus.READY, now, now.plus(SHOWN));
    }

    private void apply(RosterImport roster, int size, Instant now) {
        List<RosterEntry> next =
                rows.next(roster.id(), roster.position(), size, RosterKind.NEW, RosterKind.CHANGED, RosterKind.DISABLE);
        if (!next.isEmpty()) {
            rows.update(roster.id(), changes.apply(roster, next));
            imports.moveOn(roster.id(), last(next), now);
            return;
        }
        rows.takeTime();
        rows.remember(roster.id());
        invitations.tell(roster, rows.counts(roster.id()));
        imports.enter(
                roster.id(), roster.sendLinks() ? RosterStatus.INVITING : RosterStatus.DONE, now, now.plus(SHOWN));
    }

    private void invite(RosterImport roster, Instant now) {
        List<RosterEntry> next = rows.next(roster.id(), roster.position(), LINKS, RosterKind.CREATED);
        if (next.isEmpty()) {
            imports.enter(roster.id(), RosterStatus.DONE, now, now.plus(SHOWN));
        } else {
            next.forEach(invitations::send);
            imports.moveOn(roster.id(), last(next), now.plus(BETWEEN_LINKS));
        }
    }

    /** Leaves out the next line, which cannot be imported. */
    @Transactional
    void skip(UUID id) {
        Instant now = clock.instant();
        imports.take(id, now)
                .filter(roster -> roster.status() == RosterStatus.IMPORTING)
                .ifPresent(roster -> {
                    List<RosterEntry> next =
                            rows.next(id, roster.position(), 1, RosterKind.NEW, RosterKind.CHANGED, RosterKind.DISABLE);
                    if (!next.isEmpty()) {
                        rows.update(id, List.of(next.get(0).with(RosterKind.SKIPPED, new RosterProblem("taken"))));
                        imports.moveOn(id, last(next), now);
                    }
                });
    }

    private static int last(List<RosterEntry> entries) {
        return entries.get(entries.size() - 1).line();
    }
}
