package org.vestibule.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.NewUser;
import org.vestibule.user.User;

/** Compares lines with the accounts that are there. */
@Component
class RosterComparison {

    private final RosterRows rows;
    private final RosterPeople people;

    RosterComparison(RosterRows rows, RosterPeople people) {
        this.rows = rows;
        this.people = people;
    }

    /** What each of the lines, which follow each other, would do. */
    List<RosterEntry> compare(RosterImport roster, List<RosterEntry> entries) {
        Map<String, Long> versions = people.versions(entries);
        Map<String, User> accounts = people.named(entries);
        Map<String, Set<UUID>> owners = people.owners(entries);
        Map<Integer, RosterProblem> repeated = rows.repeated(
                roster.id(), roster.position(), entries.get(entries.size() - 1).line());
        return entries.stream()
                .map(entry -> {
                    String key = key(entry.values().username());
                    User account = accounts.get(key);
                    RosterProblem problem = repeated.get(entry.line());
                    if (problem == null) {
                        problem = problem(roster, entry.values(), account, owners);
                    }
                    return problem != null
                            ? entry.with(RosterKind.ERROR, problem)
                            : compared(entry, account, versions.getOrDefault(key, -1L));
                })
                .toList();
    }

    private static RosterEntry compared(RosterEntry entry, @Nullable User account, long version) {
        if (account == null) {
            return entry.with(RosterKind.NEW);
        }
        Map<String, List<String>> changes = changes(account, entry.values());
        return new RosterEntry(
                entry.line(),
                changes.isEmpty() ? RosterKind.SAME : RosterKind.CHANGED,
                entry.values(),
                changes,
                null,
                account.id(),
                version);
    }

    private static @Nullable RosterProblem problem(
            RosterImport roster, RosterValues values, @Nullable User account, Map<String, Set<UUID>> owners) {
        String email = values.email();
        if (account != null && !account.roles().isEmpty()) {
            return changes(account, values).isEmpty() ? null : new RosterProblem("staff");
        }
        if (key(values.username()).indexOf('@') >= 0 && !ownAddress(roster, values, account)) {
            return new RosterProblem("username.address");
        }
        if (email == null || (account != null && sameAddress(account.email(), email))) {
            return null;
        }
        UUID own = account == null ? new UUID(0, 0) : account.id();
        return RosterPeople.isAnothers(owners.getOrDefault(key(email), Set.of()), own)
                ? new RosterProblem("email.taken")
                : null;
    }

    /** A user name with an @ is the confirmed address of its owner (PWD-14). */
    private static boolean ownAddress(RosterImport roster, RosterValues values, @Nullable User account) {
        String email = values.email();
        return account == null
                ? roster.confirmed() && email != null && key(email).equals(key(values.username()))
                : email == null || key(email).equals(key(values.username()));
    }

    private static Map<String, List<String>> changes(User before, RosterValues values) {
        Map<String, List<String>> changes = new LinkedHashMap<>();
        if (values.email() != null && !sameAddress(before.email(), values.email())) {
            note(changes, RosterColumn.EMAIL, before.email(), values.email());
        }
        differ(changes, RosterColumn.GIVEN_NAME, before.givenName(), values.givenName());
        differ(changes, RosterColumn.FAMILY_NAME, before.familyName(), values.familyName());
        differ(changes, RosterColumn.LOCALE, before.locale(), values.locale());
        List<String> groups = values.groups();
        if (groups != null && !Set.copyOf(groups).equals(Set.copyOf(before.groups()))) {
            note(changes, RosterColumn.GROUPS, String.join(", ", before.groups()), String.join(", ", groups));
        }
        return changes;
    }

    private static void differ(
            Map<String, List<String>> changes, RosterColumn column, @Nullable String before, @Nullable String after) {
        if (after != null && !after.equals(before)) {
            note(changes, column, before, after);
        }
    }

    private static void note(
            Map<String, List<String>> changes, RosterColumn column, @Nullable String before, String after) {
        changes.put(column.header(), List.of(Objects.requireNonNullElse(before, ""), after));
    }

    private static boolean sameAddress(@Nullable String before, String after) {
        return before != null && key(before).equals(key(after));
    }

    /** The account that a new line makes; only an administrator's word makes its address a confirmed one. */
    static NewUser newUser(RosterImport roster, RosterValues values) {
        return new NewUser(
                values.username(),
                values.email(),
                values.email() != null && roster.confirmed(),
                values.givenName(),
                values.familyName(),
                values.locale(),
                Map.of(),
                Set.of(),
                values.groups() == null ? List.of() : values.groups(),
                null,
                null,
                true);
    }

    /** The account after a line that changes it. */
    static User changed(RosterImport roster, User before, RosterEntry entry) {
        RosterValues values = entry.values();
        boolean address = entry.changes().containsKey(RosterColumn.EMAIL.header());
        return new User(
                before.id(),
                before.username(),
                address ? values.email() : before.email(),
                address ? roster.confirmed() : before.emailVerified(),
                or(values.givenName(), before.givenName()),
                or(values.familyName(), before.familyName()),
                or(values.locale(), before.locale()),
                before.claims(),
                before.roles(),
                values.groups() == null ? before.groups() : values.groups(),
                before.enabled(),
                before.preferredMethod(),
                before.updatedAt());
    }

    private static @Nullable String or(@Nullable String after, @Nullable String before) {
        return after == null ? before : after;
    }

    private static String key(String text) {
        return CanonicalName.of(text).map(CanonicalName::key).orElse("");
    }
}
