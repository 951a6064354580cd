package org.vestibule.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.validation.Errors;

/**
 * What is typed on the page, as it came. Spring hands over null for what the browser did not send.
 *
 * @param days a number
 * @param groups {@code group=days}, one a line
 * @param endsOvernight {@code true} or {@code false}
 * @param held the id of this form's former submission, which waited for a fresh proof
 */
record TrustedBrowserRulesForm(String version, String days, String groups, String endsOvernight, String held) {

    TrustedBrowserRulesForm {
        version = text(version);
        days = text(days);
        groups = text(groups);
        endsOvernight = String.valueOf("true".equals(endsOvernight));
        held = text(held);
    }

    static TrustedBrowserRulesForm of(TrustedBrowserRules rules) {
        return new TrustedBrowserRulesForm(
                String.valueOf(rules.version()),
                String.valueOf(rules.days()),
                String.join("\n", rules.groupLines()),
                String.valueOf(rules.endsOvernight()),
                "");
    }

    /** What was typed, to be saved over the version that the page showed; empty when something is wrong. */
    Optional<TrustedBrowserRules> read(TrustedBrowserRules saved, Errors errors) {
        int typedDays = 0;
        Map<String, Integer> typedGroups = Map.of();
        try {
            typedDays = days.isEmpty() ? 0 : TrustedBrowserRules.days(days);
        } catch (IllegalArgumentException malformed) {
            errors.rejectValue("days", "trust.days.malformed");
        }
        try {
            List<String> lines = groups.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            typedGroups = TrustedBrowserRules.groupDays(lines);
        } catch (IllegalArgumentException malformed) {
            errors.rejectValue("groups", "trust.groups.malformed");
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new TrustedBrowserRules(
                        saved.version(), typedDays, typedGroups, Boolean.parseBoolean(endsOvernight)));
    }

    boolean isFor(TrustedBrowserRules saved) {
        return version.equals(String.valueOf(saved.version()));
    }

    /** The same typed values, now on top of the rules with this version. */
    TrustedBrowserRulesForm onVersion(long newer) {
        return new TrustedBrowserRulesForm(String.valueOf(newer), days, groups, endsOvernight, held);
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
