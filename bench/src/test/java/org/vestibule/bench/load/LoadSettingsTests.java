package org.vestibule.bench.load;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadSettingsTests {

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9000", "http://127.0.0.1:9000", "https://[::1]:9000"})
    void requireLoopbackWhenThisMachineThenPasses(String issuer) {
        assertThatCode(() -> LoadSettings.requireLoopback(URI.create(issuer), false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.example.org", "http://127.0.0.1.example.org", "http://localhost.example.org"})
    void requireLoopbackWhenAnotherMachineThenRefuses(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadSettings.requireLoopback(URI.create(issuer), false))
                .withMessageContaining("allowRemote");
    }

    @Test
    void requireLoopbackWhenAnotherMachineIsAllowedThenPasses() {
        assertThatCode(() -> LoadSettings.requireLoopback(URI.create("https://idp.example.org"), true))
                .doesNotThrowAnyException();
    }
}
