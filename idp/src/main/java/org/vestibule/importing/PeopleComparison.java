package org.vestibule.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.importing.ImportMarks.Mark;
import org.vestibule.importing.PeopleChanges.Change;
import org.vestibule.user.Administrators;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.Role;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** Compares the people of the file with those who exist, and tells what stands against the changes. */
@Component
class PeopleComparison {

    private final Users users;
    private final Administrators administrators;
    private final ImportMarks marks;

    PeopleComparison(Users users, Administrators administrators, ImportMarks marks) {
        this.users = users;
        this.administrators = administrators;
        this.marks = marks;
    }

    PeopleChanges compare(List<ImportedPerson> people) {
        Map<String, User> existing =
                users.byNames(people.stream().map(ImportedPerson::name).toList());
        Map<String, Map<String, String>> before =
                marks.read(people.stream().map(ImportedPerson::record).toList());
        PeopleChanges changes = new PeopleChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ImportedPerson person : people) {
            Map<String, Mark> changed = ImportMarks.changed(
                    person.record(), person.named(), before.getOrDefault(person.record(), Map.of()));
            User now = existing.get(person.name().key());
            if (now == null) {
                changes.created().add(person);
            } else {
                User after = person.applyTo(now, changed.keySet());
                // User is a record, so this compares every value
                if (!after.equals(now)) {
                    changes.changed().add(new Change(person, after, changed.keySet()));
                }
            }
            changes.marks().addAll(changed.values());
        }
        refuseCollisions(changes);
        refuseWithoutAdministrator(changes);
        return changes;
    }

    /** An installation that has an administrator keeps one: a file may put another in the place of the last. */
    private void refuseWithoutAdministrator(PeopleChanges changes) {
        List<Change> goers = changes.changed().stream()
                .filter(change ->
                        !administers(change.after().roles(), change.after().enabled()))
                .toList();
        if (goers.isEmpty()) {
            return;
        }
        Set<UUID> now = administrators.now();
        Set<UUID> after = new HashSet<>(now);
        goers.forEach(change -> after.remove(change.after().id()));
        boolean another = !after.isEmpty()
                || changes.created().stream()
                        .anyMatch(person -> administers(
                                person.account().roles(), person.account().enabled()))
                || changes.changed().stream()
                        .anyMatch(change -> administers(
                                change.after().roles(), change.after().enabled()));
        if (!another) {
            goers.stream()
                    .filter(change -> now.contains(change.after().id()))
                    .forEach(change -> change.person()
                            .at()
                            .problem(
                                    change.after().enabled() ? "roles" : "enabled",
                                    "takes the last administrator away; make somebody else one in the same file"));
        }
    }

    private static boolean administers(Set<Role> roles, boolean enabled) {
        return enabled && roles.contains(Role.ADMIN);
    }

    private void refuseCollisions(PeopleChanges changes) {
        List<CanonicalName> addresses = new ArrayList<>();
        changes.created().forEach(person -> addVerified(addresses, person.verifiedAddress()));
        changes.changed().forEach(change -> addVerified(addresses, change.verifiedAddress()));
        Map<String, UUID> owners = users.ownersOf(addresses);
        changes.created().forEach(person -> refuse(person, person.verifiedAddress(), null, owners));
        changes.changed()
                .forEach(change -> refuse(
                        change.person(),
                        change.verifiedAddress(),
                        change.after().id(),
                        owners));
    }

    private static void refuse(
            ImportedPerson person, @Nullable CanonicalName address, @Nullable UUID id, Map<String, UUID> owners) {
        if (address != null
                && owners.containsKey(address.key())
                && !owners.get(address.key()).equals(id)) {
            person.at().problem("email", "is the verified address of another account");
        }
        if (person.name().looksLikeAddress() && !person.name().equals(address)) {
            // PWD-14
            person.at()
                    .problem("username", "has the form of an address, so it must be the person's own verified email");
        }
    }

    private static void addVerified(List<CanonicalName> addresses, @Nullable CanonicalName address) {
        if (address != null) {
            addresses.add(address);
        }
    }
}
