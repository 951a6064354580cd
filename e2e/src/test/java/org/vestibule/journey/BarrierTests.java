package org.vestibule.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page in every language, with axe-core, light and dark, narrow and zoomed (WCAG 2.2 AA). */
class BarrierTests {

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final Barriers barriers = new Barriers();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Traveller> travellers() {
        return Traveller.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfLearnersWhenLookedAtThenKeepNobodyOut(Traveller traveller) {
        new Tour(RunningDemo.get(), barriers, traveller, this::visitor).walk();
        assertThat(barriers.pages()).isGreaterThan(35);
        assertThat(barriers.found()).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfAdministratorsWhenLookedAtThenKeepNobodyOut(Traveller traveller) {
        new AdministrationTour(RunningDemo.get(), barriers, traveller, this::visitor).walk();
        assertThat(barriers.pages()).isGreaterThan(18);
        assertThat(barriers.found()).isEmpty();
        assertThat(complaints).isEmpty();
    }

    private ChromiumVisitor visitor(Locale language) {
        return new ChromiumVisitor(
                chromium.browser(), ChromiumVisitor.desktop().setDeviceScaleFactor(1), complaints, language);
    }
}
