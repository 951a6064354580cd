package org.vestibule.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.PersonChanged;
import org.vestibule.user.User;
import org.vestibule.user.UserVersion;
import org.vestibule.user.Users;

/** Does to the accounts what was shown, and nothing where they are not as they were then. */
@Component
class RosterChanges {

    private final Users users;
    private final RosterPeople people;
    private final ApplicationEventPublisher events;

    RosterChanges(Users users, RosterPeople people, ApplicationEventPublisher events) {
        this.users = users;
        this.people = people;
        this.events = events;
    }

    /**
     * Part of the transaction of its caller.
     *
     * @return the lines with what came of them
     * @throws org.springframework.dao.DuplicateKeyException when somebody got one of the names or addresses this very moment
     */
    List<RosterEntry> apply(RosterImport roster, List<RosterEntry> entries) {
        Map<String, User> accounts = people.named(entries);
        Map<String, Set<UUID>> owners = people.owners(entries);
        List<RosterEntry> done = new ArrayList<>(create(roster, of(RosterKind.NEW, entries), accounts, owners));
        done.addAll(change(roster, of(RosterKind.CHANGED, entries), accounts, owners));
        for (RosterEntry entry : of(RosterKind.DISABLE, entries)) {
            done.add(disable(roster, entry));
        }
        return done;
    }

    private List<RosterEntry> create(
            RosterImport roster, List<RosterEntry> entries, Map<String, User> accounts, Map<String, Set<UUID>> owners) {
        List<RosterEntry> done = new ArrayList<>();
        List<RosterEntry> wanted = new ArrayList<>();
        for (RosterEntry entry : entries) {
            if (accounts.containsKey(key(entry.values().username())) || taken(entry, owners, new UUID(0, 0))) {
                done.add(skipped(entry, "taken"));
            } else {
                wanted.add(entry);
            }
        }
        List<UUID> ids = users.createAllUntold(wanted.stream()
                .map(entry -> RosterComparison.newUser(roster, entry.values()))
                .toList());
        for (int i = 0; i < ids.size(); i++) {
            done.add(wanted.get(i).madeFor(ids.get(i)));
        }
        return done;
    }

    private List<RosterEntry> change(
            RosterImport roster, List<RosterEntry> entries, Map<String, User> accounts, Map<String, Set<UUID>> owners) {
        List<RosterEntry> done = new ArrayList<>();
        List<RosterEntry> wanted = new ArrayList<>();
        List<UserVersion> after = new ArrayList<>();
        for (RosterEntry entry : entries) {
            User account = accounts.get(key(entry.values().username()));
            if (account == null || !account.id().equals(entry.userId())) {
                done.add(skipped(entry, "changed-meanwhile"));
            } else if (entry.changes().containsKey(RosterColumn.EMAIL.header()) && taken(entry, owners, account.id())) {
                done.add(skipped(entry, "taken"));
            } else {
                wanted.add(entry);
                after.add(new UserVersion(RosterComparison.changed(roster, account, entry), entry.userVersion()));
            }
        }
        Set<UUID> written = users.updateOrdinary(after);
        for (RosterEntry entry : wanted) {
            UUID id = Objects.requireNonNull(entry.userId());
            if (written.contains(id)) {
                events.publishEvent(
                        new PersonChanged(id, roster.administrator(), "roster.person.changed", detail(entry)));
                done.add(entry.with(RosterKind.UPDATED));
            } else {
                done.add(skipped(entry, "changed-meanwhile"));
            }
        }
        return done;
    }

    private RosterEntry disable(RosterImport roster, RosterEntry entry) {
        UUID id = Objects.requireNonNull(entry.userId());
        if (!people.take(id, entry.userVersion())) {
            return skipped(entry, "changed-meanwhile");
        }
        users.enable(id, false);
        events.publishEvent(new PersonChanged(id, roster.administrator(), "roster.person.disabled", Map.of()));
        return entry.with(RosterKind.DISABLED);
    }

    /** Names of what changed; values only where they say something about rights. */
    private static Map<String, Object> detail(RosterEntry entry) {
        Map<String, Object> detail = new HashMap<>();
        entry.changes()
                .forEach((field, values) ->
                        detail.put(field, field.equals(RosterColumn.GROUPS.header()) ? values.get(1) : "changed"));
        return detail;
    }

    private static boolean taken(RosterEntry entry, Map<String, Set<UUID>> owners, UUID own) {
        String email = entry.values().email();
        return email != null && RosterPeople.isAnothers(owners.getOrDefault(key(email), Set.of()), own);
    }

    private static RosterEntry skipped(RosterEntry entry, String reason) {
        return entry.with(RosterKind.SKIPPED, new RosterProblem(reason));
    }

    private static List<RosterEntry> of(RosterKind kind, List<RosterEntry> entries) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    private static String key(String text) {
        return CanonicalName.of(text).map(CanonicalName::key).orElse("");
    }
}
