package org.vestibule.demo;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.vestibule.importing.Importer;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;
import org.vestibule.web.IdpProperties;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class DemoAccountsTests {

    private final Importer importer = mock(Importer.class);
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("idp.demo.lms-url", "http://localhost:18080")
            .withProperty("idp.demo.lms2-url", "http://localhost:18081");

    /** PWD-18: no account with a known password where others can reach it. */
    @Requirement("PWD-18")
    @Test
    void createWhenIssuerIsNotOnThisMachineThenStartIsRefused() {
        assertThatThrownBy(() -> new DemoAccounts(issuer("https://id.school.example"), environment, importer))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("https://id.school.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9000", "http://127.0.0.1:9000", "https://localhost"})
    void startWhenIssuerIsOnThisMachineThenFileIsAppliedWithTheAddressesOfTheLms(String issuer) {
        new DemoAccounts(issuer(issuer), environment, importer).start();
        verify(importer)
                .apply(eq("demo/demo-import.yaml"), contains("http://localhost:18081/login/oauth2/code/vestibule"));
    }

    private static IdpProperties issuer(String issuer) {
        return new Binder(new MapConfigurationPropertySource(Map.of("idp.issuer", issuer)))
                .bindOrCreate("idp", IdpProperties.class);
    }
}
