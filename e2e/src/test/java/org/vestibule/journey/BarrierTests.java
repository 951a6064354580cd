package org.vestibule.journey;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page in every language, with axe-core, light and dark, narrow and zoomed, and by the Tab key (WCAG 2.2 AA). */
class BarrierTests {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final Barriers barriers = new Barriers();
    private final FocusPath focus = new FocusPath();

    static Stream<Traveller> travellers() {
        return Traveller.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfLearnersWhenLookedAtThenKeepNobodyOut(Traveller traveller) {
        new Tour(RunningDemo.get(), this::take, traveller, this::visitor).walk();
        assertThat(barriers.pages()).isGreaterThan(38);
        assertThat(barriers.found()).isEmpty();
        assertThat(focus.found()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfAdministratorsWhenLookedAtThenKeepNobodyOut(Traveller traveller) {
        new AdministrationTour(RunningDemo.get(), this::take, traveller, this::visitor).walk();
        assertThat(barriers.pages()).isGreaterThan(28);
        assertThat(barriers.found()).isEmpty();
        assertThat(focus.found()).isEmpty();
    }

    private void take(ChromiumVisitor visitor, String name) {
        barriers.take(visitor, name);
        focus.take(visitor, name);
    }

    private ChromiumVisitor visitor(Locale language) {
        return CHROMIUM.visitor(ChromiumVisitor.desktop().setDeviceScaleFactor(1), language);
    }
}
