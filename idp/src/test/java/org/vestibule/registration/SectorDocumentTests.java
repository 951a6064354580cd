package org.vestibule.registration;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.client.ClientMetadata;
import org.vestibule.outbound.Outbound;
import org.vestibule.outbound.OutboundAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

/** OpenID Connect Dynamic Client Registration, section 5. */
class SectorDocumentTests {

    private static final String SECTOR = "https://school.example.org/sector.json";

    private final Outbound outbound = mock(Outbound.class);
    private final SectorDocument sectors = new SectorDocument(outbound);

    @Test
    void problemWhenTheDocumentListsAllAddressesThenThereIsNone() {
        answer(new OutboundAnswer(
                200, "[\"https://a.example.org/\",\"https://b.example.org/\",\"https://c.example.org/\"]", null));

        assertThat(sectors.problem(client(SECTOR))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"https://a.example.org/\"]", "[]", "{}", "no json", "", "[1,{}]", "\"https://a.example.org/\""
            })
    void problemWhenTheDocumentDoesNotListThemThenSaysSo(String document) {
        answer(new OutboundAnswer(200, document, null));

        assertThat(sectors.problem(client(SECTOR))).get().asString().contains("has all redirect_uris");
    }

    @Test
    void problemWhenThereIsNoAnswerThenSaysSo() {
        answer(OutboundAnswer.refused());
        assertThat(sectors.problem(client(SECTOR))).contains("could not be fetched");
        answer(new OutboundAnswer(404, "[]", null));
        assertThat(sectors.problem(client(SECTOR))).contains("could not be fetched");
    }

    @Test
    void problemWhenNoSectorIsNamedThenNobodyIsCalled() {
        assertThat(sectors.problem(client(null))).isEmpty();

        verifyNoInteractions(outbound);
    }

    private void answer(OutboundAnswer answer) {
        when(outbound.get(eq(URI.create(SECTOR)), anyInt())).thenReturn(answer);
    }

    private static ClientMetadata client(@Nullable String sector) {
        List<String> redirects = List.of("https://a.example.org/", "https://b.example.org/");
        return ClientMetadata.of(
                sector == null
                        ? Map.of("redirectUris", redirects)
                        : Map.of("redirectUris", redirects, "sectorIdentifierUri", sector),
                true);
    }
}
