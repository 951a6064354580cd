package org.vestibule.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/**
 * The filters as typed. Spring hands over null for what the browser did not send. What makes no sense is an error: left out, it
 * would show what was not asked for.
 *
 * @param from a day, in the server's zone
 * @param to the last day
 */
record AuditForm(String user, String event, String from, String to) {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern EVENT = Pattern.compile("[a-z0-9._-]{1,100}");

    AuditForm {
        user = text(user);
        event = text(event);
        from = text(from);
        to = text(to);
    }

    AuditQuery query(Users users, ZoneId zone, BindingResult errors) {
        User person = user.isEmpty() ? null : users.byLogin(user).orElse(null);
        if (person == null && !user.isEmpty()) {
            errors.rejectValue("user", "audit.user.unknown");
        }
        if (!event.isEmpty() && !EVENT.matcher(event).matches()) {
            errors.rejectValue("event", "audit.event.unknown");
        }
        LocalDate last = day("to", to, errors);
        return new AuditQuery(
                person == null ? null : person.id(),
                event.isEmpty() ? null : event,
                start(day("from", from, errors), zone),
                start(last == null ? null : last.plusDays(1), zone));
    }

    /** Those that were used, by name. */
    Map<String, Object> used() {
        Map<String, Object> used = new TreeMap<>(Map.of("user", user, "event", event, "from", from, "to", to));
        used.values().removeIf(""::equals);
        return used;
    }

    private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(String field, String typed, BindingResult errors) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            if (DAY.matcher(typed).matches()) {
                return LocalDate.parse(typed);
            }
        } catch (DateTimeParseException noDay) {
            // 2026-02-31 looks like one
        }
        errors.rejectValue(field, "audit.day.invalid");
        return null;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
