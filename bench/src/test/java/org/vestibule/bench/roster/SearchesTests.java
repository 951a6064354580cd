package org.vestibule.bench.roster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.vestibule.bench.roster.Searches.Times;

import static org.assertj.core.api.Assertions.assertThat;

class SearchesTests {

    @Test
    void timesWhenAHundredThenTheNearestRanks() {
        List<Double> millis =
                IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).collect(Collectors.toList());
        assertThat(Times.of(millis)).isEqualTo(new Times(50, 95));
        assertThat(Times.of(List.of(7.0))).isEqualTo(new Times(7, 7));
    }

    @Test
    void fastWhenWithinOneOfTheTwoBoundsThenYes() {
        assertThat(new Times(1, 100).isFastBeside(new Times(1, 2))).isTrue();
        assertThat(new Times(1, 120).isFastBeside(new Times(1, 40))).isTrue();
        assertThat(new Times(1, 121).isFastBeside(new Times(1, 40))).isFalse();
    }

    @Test
    void rosterWhenChangedThenOnlyTheGroups() {
        assertThat(RosterTrial.roster(2, 0).lines())
                .containsExactly(
                        "username,email,givenName,familyName,groups",
                        "student0,student0@example.org,Anna,Ashford,year-0|all",
                        "student1,student1@example.org,Ben,Ashford,year-1|all");
        assertThat(RosterTrial.roster(1, 1).lines())
                .last()
                .isEqualTo("student0,student0@example.org,Anna,Ashford,year-1|all");
    }
}
