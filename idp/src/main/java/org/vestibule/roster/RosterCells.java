package org.vestibule.roster;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.DirectionMarks;

/** Checks the cells of one line; what others have already is looked at elsewhere. */
final class RosterCells {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_GROUPS = 100;
    private static final Pattern SEPARATOR_OF_GROUPS = Pattern.compile("[|;]");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private final Map<RosterColumn, String> cells;
    private @Nullable RosterProblem problem;

    private RosterCells(Map<RosterColumn, String> cells) {
        this.cells = cells;
    }

    static RosterLine check(int line, List<RosterColumn> columns, List<String> texts) {
        Map<RosterColumn, String> cells = new EnumMap<>(RosterColumn.class);
        for (int i = 0; i < Math.min(columns.size(), texts.size()); i++) {
            cells.put(columns.get(i), texts.get(i).strip());
        }
        RosterCells checked = new RosterCells(cells);
        if (columns.size() != texts.size()) {
            checked.problem("cells", String.valueOf(columns.size()));
        }
        return checked.line(line);
    }

    private RosterLine line(int line) {
        cells.forEach(this::refuseUnsafe);
        String username = text(RosterColumn.USERNAME);
        String usernameKey = key(username);
        if (usernameKey == null) {
            problem(username == null ? "username.missing" : "username.invalid", "");
        }
        String email = text(RosterColumn.EMAIL);
        String emailKey = key(email);
        if (email != null && (emailKey == null || !ADDRESS.matcher(email).matches())) {
            problem("email.invalid", "");
        }
        String locale = text(RosterColumn.LOCALE);
        if (locale != null && !LANGUAGE.matcher(locale).matches()) {
            problem("locale", "");
        }
        RosterValues values = new RosterValues(
                username == null ? "" : username,
                email,
                name(RosterColumn.GIVEN_NAME),
                name(RosterColumn.FAMILY_NAME),
                groups(),
                locale == null ? null : Locale.forLanguageTag(locale).toLanguageTag());
        RosterProblem found = problem;
        // what a refused line says goes nowhere, so nothing of it but the name is kept
        return found == null
                ? new RosterLine(line, values, usernameKey, emailKey, null)
                : new RosterLine(line, named(username), usernameKey, null, found);
    }

    private static RosterValues named(@Nullable String username) {
        StringBuilder shown = new StringBuilder();
        (username == null ? "" : username)
                .codePoints()
                .limit(LONGEST_NAME)
                .map(point -> invisible(point) || DirectionMarks.are(point) ? '\uFFFD' : point)
                .forEach(shown::appendCodePoint);
        return new RosterValues(shown.toString(), null, null, null, null, null);
    }

    private @Nullable String text(RosterColumn column) {
        String text = cells.getOrDefault(column, "");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String key(@Nullable String typed) {
        return typed == null || typed.codePointCount(0, typed.length()) > CanonicalName.MAX_LENGTH
                ? null
                : CanonicalName.of(typed).map(CanonicalName::key).orElse(null);
    }

    private @Nullable String name(RosterColumn column) {
        String text = text(column);
        if (text != null && tooLong(text)) {
            problem("long", column.header());
        }
        return text;
    }

    /** An empty cell is no group; without the column the groups stay. */
    private @Nullable List<String> groups() {
        String cell = cells.get(RosterColumn.GROUPS);
        if (cell == null) {
            return null;
        }
        List<String> groups = Arrays.stream(SEPARATOR_OF_GROUPS.split(cell))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .distinct()
                .sorted()
                .toList();
        groups.forEach(group -> refuseUnsafe(RosterColumn.GROUPS, group));
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(RosterCells::tooLong)) {
            problem("long", RosterColumn.GROUPS.header());
        }
        return groups;
    }

    private void refuseUnsafe(RosterColumn column, String text) {
        if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
            problem("formula", column.header());
        } else if (DirectionMarks.in(text)) {
            problem("direction", column.header());
        } else if (text.codePoints().anyMatch(RosterCells::invisible)) {
            problem("invisible", column.header());
        }
    }

    /** The first problem of a line is the one that is told. */
    private void problem(String reason, String argument) {
        if (problem == null) {
            problem = new RosterProblem(reason, argument);
        }
    }

    private static boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > LONGEST_NAME;
    }

    private static boolean invisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> point == 0xFEFF;
        };
    }
}
