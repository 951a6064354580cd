package org.vestibule.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.vestibule.user.User;

/**
 * For how long people may trust a browser.
 *
 * @param version of the row, 0 where nothing was ever saved
 * @param days 0: nobody may
 * @param groupDays days of groups that have fewer, by name; 0: not they
 * @param endsOvernight whether every trust also ends at four in the morning of the server's zone
 */
public record TrustedBrowserRules(long version, int days, Map<String, Integer> groupDays, boolean endsOvernight) {

    /** Longer is never offered (MFA-12). */
    public static final int MOST_DAYS = 30;

    private static final LocalTime NIGHT = LocalTime.of(4, 0);

    /** @throws IllegalArgumentException when a number of days is out of range */
    public TrustedBrowserRules {
        groupDays = Map.copyOf(groupDays);
        if (!inRange(days) || !groupDays.values().stream().allMatch(TrustedBrowserRules::inRange)) {
            throw new IllegalArgumentException("a browser is trusted for 0 to 30 days");
        }
    }

    /** Nobody may (MFA-12: off by default). */
    public static TrustedBrowserRules off() {
        return new TrustedBrowserRules(0, 0, Map.of(), false);
    }

    /**
     * Reads {@code group=days} lines.
     *
     * @throws IllegalArgumentException when one is not like that
     */
    public static Map<String, Integer> groupDays(List<String> lines) {
        Map<String, Integer> days = new LinkedHashMap<>();
        for (String line : lines) {
            int at = line.lastIndexOf('=');
            String group = at < 0 ? "" : line.substring(0, at).strip();
            if (group.isEmpty()) {
                throw new IllegalArgumentException("is not group=days");
            }
            days.put(group, days(line.substring(at + 1).strip()));
        }
        return days;
    }

    /**
     * Reads a number of days.
     *
     * @throws IllegalArgumentException when it is none from 0 to 30
     */
    public static int days(String typed) {
        int days = typed.matches("[0-9]{1,2}") ? Integer.parseInt(typed) : -1;
        if (!inRange(days)) {
            throw new IllegalArgumentException("is not a number from 0 to " + MOST_DAYS);
        }
        return days;
    }

    /** The groups as lines, sorted by name. */
    public List<String> groupLines() {
        return groupDays.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> group.getKey() + "=" + group.getValue())
                .toList();
    }

    /** For how many days this person may trust a browser, 0: not at all. Never for anybody with a role (MFA-12). */
    public int daysFor(User user) {
        if (!user.roles().isEmpty()) {
            return 0;
        }
        return user.groups().stream()
                .map(groupDays::get)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .reduce(days, Math::min);
    }

    /** When a trust of this person that began then is over, by what holds now. */
    public Instant endOf(Instant began, User user) {
        return endOf(began, user, ZoneId.systemDefault());
    }

    Instant endOf(Instant began, User user, ZoneId zone) {
        Instant end = began.plus(Duration.ofDays(daysFor(user)));
        ZonedDateTime start = began.atZone(zone);
        ZonedDateTime night = start.with(NIGHT).isAfter(start)
                ? start.with(NIGHT)
                : start.toLocalDate().plusDays(1).atTime(NIGHT).atZone(start.getZone());
        return endsOvernight && night.toInstant().isBefore(end) ? night.toInstant() : end;
    }

    private static boolean inRange(int days) {
        return days >= 0 && days <= MOST_DAYS;
    }
}
