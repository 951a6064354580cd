package org.vestibule.roster;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RosterEventTests {

    @ParameterizedTest
    @ValueSource(strings = {"imported", "person.changed", "person.disabled"})
    void eventWhenPublishedThenHasWordsInTheAuditLog(String what) {
        RosterEvent event = new RosterEvent(null, UUID.randomUUID(), what, Map.of());
        assertThat(ResourceBundle.getBundle("messages", Locale.ROOT).containsKey("audit.event." + event.event()))
                .isTrue();
    }
}
