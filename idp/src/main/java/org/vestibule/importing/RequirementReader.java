package org.vestibule.importing;

import java.time.LocalDate;
import java.util.List;

import org.vestibule.importing.yaml.Section;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.FactorRequirement.Who;

/** The keys of {@code settings} that say who must use a second factor. */
final class RequirementReader {

    private RequirementReader() {}

    static FactorRequirement read(Section section) {
        LocalDate from = section.parsed("requiredFrom", RequirementReader::date);
        Integer grace = section.parsed("graceDays", RequirementReader::days);
        int days = grace == null ? 0 : grace;
        if (!section.isList("requiredFor")) {
            Who who = section.parsed("requiredFor", RequirementReader::who);
            return new FactorRequirement(who == null ? Who.NOBODY : who, List.of(), from, days);
        }
        List<String> groups = section.list("requiredFor", RequirementReader::group);
        if (groups == null || groups.isEmpty()) {
            section.problem("requiredFor", "names no group");
            return FactorRequirement.nobody();
        }
        return new FactorRequirement(Who.GROUPS, groups, from, days);
    }

    private static Who who(String typed) {
        return switch (typed) {
            case "nobody" -> Who.NOBODY;
            case "everybody" -> Who.EVERYBODY;
            default -> throw new IllegalArgumentException("is neither nobody, everybody nor a list of groups");
        };
    }

    private static String group(String typed) {
        if (!FactorRequirement.isGroup(typed)) {
            throw new IllegalArgumentException("is not the name of a group");
        }
        return typed;
    }

    private static LocalDate date(String typed) {
        return FactorRequirement.dateOf(typed)
                .orElseThrow(() -> new IllegalArgumentException("is not a date such as 2026-09-01"));
    }

    private static int days(String typed) {
        return FactorRequirement.graceOf(typed)
                .orElseThrow(() -> new IllegalArgumentException("is not a number of days from 0 to 90"));
    }
}
