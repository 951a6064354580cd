package org.vestibule.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.vestibule.user.User;

/**
 * Who must use a second factor. It holds only while 2-factor authentication is on, and closes nothing to people who have one
 * already: they are asked anyway.
 *
 * @param groups whose members must, sorted; kept while somebody else is chosen
 * @param from the first day (UTC) on which it holds, null: at once
 * @param graceDays how long each person may put off the set-up, from the first sign-in under the rule on; 0: not at all
 */
public record FactorRequirement(
        Who who, List<String> groups, @Nullable LocalDate from, int graceDays) {

    private static final int LONGEST_GRACE = 90;
    private static final int LONGEST_GROUP = 100;
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,2}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** The choice "Who must use it". */
    public enum Who {
        NOBODY,
        GROUPS,
        EVERYBODY;

        /** The value in the database and the import file. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException when groups are chosen and none is named, or the grace period is out of range */
    public FactorRequirement {
        groups = List.copyOf(new TreeSet<>(groups));
        if (who == Who.GROUPS && groups.isEmpty()) {
            throw new IllegalArgumentException("no group is named");
        }
        if (graceDays < 0 || graceDays > LONGEST_GRACE) {
            throw new IllegalArgumentException("the grace period is out of range");
        }
    }

    /** Everybody may. */
    public static FactorRequirement nobody() {
        return new FactorRequirement(Who.NOBODY, List.of(), null, 0);
    }

    /** Whether this can be the name of a group. */
    public static boolean isGroup(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST_GROUP
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /** The first day as it is typed, {@code 2026-09-01}; empty where this is none. */
    public static Optional<LocalDate> dateOf(String typed) {
        try {
            return DATE.matcher(typed).matches() ? Optional.of(LocalDate.parse(typed)) : Optional.empty();
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The days of grace as they are typed; empty where these are none, or too many. */
    public static Optional<Integer> graceOf(String typed) {
        return Optional.of(typed)
                .filter(DAYS.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(days -> days <= LONGEST_GRACE);
    }

    /** When it begins to hold. */
    public Instant start() {
        return from == null ? Instant.EPOCH : from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean covers(User user, Instant now) {
        boolean meant = switch (who) {
            case NOBODY -> false;
            case GROUPS -> !Collections.disjoint(groups, user.groups());
            case EVERYBODY -> true;
        };
        return meant && !now.isBefore(start());
    }
}
