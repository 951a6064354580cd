package org.vestibule.user;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonChangedTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person.created",
                "person.edited",
                "person.roles-changed",
                "person.disabled",
                "person.enabled",
                "person.unlocked",
                "person.invited",
                "person.signed-out",
                "roster.person.changed",
                "roster.person.disabled"
            })
    void eventWhenPublishedThenHasWordsInTheAuditLog(String name) {
        PersonChanged event = new PersonChanged(UUID.randomUUID(), UUID.randomUUID(), name, Map.of());
        assertThat(ResourceBundle.getBundle("messages", Locale.ROOT).containsKey("audit.event." + event.event()))
                .isTrue();
    }
}
