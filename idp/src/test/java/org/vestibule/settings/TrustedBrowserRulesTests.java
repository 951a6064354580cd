package org.vestibule.settings;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.Role;
import org.vestibule.user.User;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-12: when a trust is over. */
@Requirement("MFA-12")
class TrustedBrowserRulesTests {

    private static final TrustedBrowserRules OVERNIGHT =
            new TrustedBrowserRules(1, 14, Map.of("7b", 3, "lab", 1, "none", 0), true);

    /**
     * Four in the morning of the school's own clock, also in the nights in which it is changed: in Athens from 03:00 to 04:00
     * in spring and from 04:00 to 03:00 in autumn, in Berlin and New York an hour or two before.
     */
    @ParameterizedTest
    @CsvSource({
        // an ordinary night
        "Europe/Athens, 2026-11-24T08:00:00Z, 2026-11-25T02:00:00Z",
        // after midnight: the same morning
        "Europe/Athens, 2026-11-24T23:30:00Z, 2026-11-25T02:00:00Z",
        // at four sharp: the next one
        "Europe/Athens, 2026-11-25T02:00:00Z, 2026-11-26T02:00:00Z",
        // spring: the hour from three to four does not exist
        "Europe/Athens, 2026-03-28T18:00:00Z, 2026-03-29T01:00:00Z",
        "Europe/Athens, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "Europe/Athens, 2026-03-29T01:00:00Z, 2026-03-30T01:00:00Z",
        // autumn: the hour from three to four comes twice, and four follows the second one
        "Europe/Athens, 2026-10-24T18:00:00Z, 2026-10-25T02:00:00Z",
        "Europe/Athens, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
        "Europe/Athens, 2026-10-25T01:30:00Z, 2026-10-25T02:00:00Z",
        "Europe/Berlin, 2026-03-28T18:00:00Z, 2026-03-29T02:00:00Z",
        "Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
        "America/New_York, 2026-03-08T01:00:00Z, 2026-03-08T08:00:00Z",
        "America/New_York, 2026-11-01T01:00:00Z, 2026-11-01T09:00:00Z",
        "Asia/Riyadh, 2026-11-24T18:00:00Z, 2026-11-25T01:00:00Z"
    })
    void endOfWhenItEndsOvernightThenAtFourOfTheSchoolsClock(String zone, Instant began, Instant end) {
        assertThat(OVERNIGHT.endOf(began, person(List.of(), Set.of()), ZoneId.of(zone)))
                .isEqualTo(end);
    }

    /** Days are of 24 hours, whatever the clock on the wall does. */
    @Test
    void endOfWhenItLastsDaysThenAChangeOfTheClockMovesNothing() {
        TrustedBrowserRules rules = new TrustedBrowserRules(1, 1, Map.of(), false);
        assertThat(rules.endOf(
                        Instant.parse("2026-03-28T18:00:00Z"), person(List.of(), Set.of()), ZoneId.of("Europe/Athens")))
                .isEqualTo("2026-03-29T18:00:00Z");
    }

    @Test
    void daysForWhenInSeveralGroupsThenTheFewestAndWithARoleNone() {
        assertThat(OVERNIGHT.daysFor(person(List.of(), Set.of()))).isEqualTo(14);
        assertThat(OVERNIGHT.daysFor(person(List.of("7b", "lab", "chess"), Set.of())))
                .isEqualTo(1);
        assertThat(OVERNIGHT.daysFor(person(List.of("7b", "none"), Set.of()))).isZero();
        for (Role role : Role.values()) {
            assertThat(OVERNIGHT.daysFor(person(List.of("7b"), Set.of(role)))).isZero();
        }
    }

    @Test
    void groupDaysWhenANameHasAnEqualsSignThenTheLastOneCounts() {
        assertThat(TrustedBrowserRules.groupDays(List.of("a=b = 2", " Γ' = 0"))).isEqualTo(Map.of("a=b", 2, "Γ'", 0));
    }

    private static User person(List<String> groups, Set<Role> roles) {
        return new User(
                UUID.randomUUID(),
                "ann",
                null,
                false,
                null,
                null,
                null,
                Map.of(),
                roles,
                groups,
                true,
                null,
                Instant.EPOCH);
    }
}
