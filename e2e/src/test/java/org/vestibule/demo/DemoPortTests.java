package org.vestibule.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoPortTests {

    @Test
    void fromWhenNothingIsSetThenUsualPorts() {
        assertThat(DemoPort.from(Map.of("LMS_PORT", "")))
                .containsOnly(
                        Map.entry(DemoPort.IDP_PORT, 9000),
                        Map.entry(DemoPort.IDP_MANAGEMENT_PORT, 9001),
                        Map.entry(DemoPort.LMS_PORT, 8080),
                        Map.entry(DemoPort.LMS2_PORT, 8081));
    }

    @Test
    void fromWhenVariableIsSetThenItMovesThePort() {
        assertThat(DemoPort.from(Map.of("IDP_PORT", " 9100 "))).containsEntry(DemoPort.IDP_PORT, 9100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "80a"})
    void fromWhenNotAPortThenNamesTheVariable(String value) {
        assertThatThrownBy(() -> DemoPort.from(Map.of("LMS2_PORT", value)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("LMS2_PORT")
                .hasMessageContaining(value);
    }

    @Test
    void fromWhenTwoAreTheSameThenNamesBoth() {
        assertThatThrownBy(() -> DemoPort.from(Map.of("IDP_PORT", "8080")))
                .hasMessageContaining("IDP_PORT")
                .hasMessageContaining("LMS_PORT");
    }

    @Test
    void requireFreeWhenTakenThenNamesTheVariable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DemoPort.LMS_PORT.requireFree(taken.getLocalPort()))
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for the sample LMS")
                    .hasMessageContaining("set LMS_PORT");
        }
    }

    @Test
    void requireFreeWhenTakenOnAllAddressesThenRefuses() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> DemoPort.IDP_PORT.requireFree(taken.getLocalPort()))
                    .hasMessageContaining("set IDP_PORT");
        }
    }
}
