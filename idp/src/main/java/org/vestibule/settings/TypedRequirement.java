package org.vestibule.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.vestibule.settings.FactorRequirement.Who;

/** Checks what was typed about who must use a second factor. */
final class TypedRequirement {

    private static final int MOST_GROUPS = 500;

    private TypedRequirement() {}

    /** The rule; what is wrong is told to the errors, and the answer is then of no use. */
    static FactorRequirement read(SecuritySettingsForm form, Errors errors) {
        Optional<Who> who = Stream.of(Who.values())
                .filter(choice -> choice.name().equals(form.requiredFor()))
                .findFirst();
        List<String> groups = groups(form.requiredGroups());
        if (who.isEmpty()) {
            errors.rejectValue("requiredFor", "settings.choice.unknown");
        } else if (who.get() == Who.GROUPS && groups.isEmpty()) {
            errors.rejectValue("requiredGroups", "settings.required.groups.empty");
        }
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(name -> !FactorRequirement.isGroup(name))) {
            errors.rejectValue("requiredGroups", "settings.required.groups.malformed");
        }
        LocalDate from = from(form.requiredFrom(), errors);
        int days = days(form.graceDays(), errors);
        return errors.hasErrors() || who.isEmpty()
                ? FactorRequirement.nobody()
                : new FactorRequirement(who.get(), groups, from, days);
    }

    static List<String> groups(String typed) {
        return typed.lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable LocalDate from(String typed, Errors errors) {
        Optional<LocalDate> date = FactorRequirement.dateOf(typed);
        if (date.isEmpty() && !typed.isEmpty()) {
            errors.rejectValue("requiredFrom", "settings.required.from.malformed");
        }
        return date.orElse(null);
    }

    private static int days(String typed, Errors errors) {
        if (typed.isEmpty()) {
            return 0;
        }
        Optional<Integer> days = FactorRequirement.graceOf(typed);
        if (days.isEmpty()) {
            errors.rejectValue("graceDays", "settings.required.grace.malformed");
        }
        return days.orElse(0);
    }
}
