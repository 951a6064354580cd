package org.vestibule.web;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdpPropertiesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org",
                "https://login.example.org/",
                "https://Login.example.org:8443/idp",
                "http://localhost:9000",
                "http://127.0.0.1:9000",
                "http://[::1]:9000"
            })
    void createWhenIssuerGoodThenKeptExactly(String issuer) {
        assertThat(properties(issuer).issuer()).hasToString(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "http://localhost.example.org",
                "ftp://localhost",
                "login.example.org",
                "https:///idp",
                "https://login.example.org?x=1",
                "https://login.example.org#x"
            })
    void createWhenIssuerBadThenStartStopsWithASentence(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(issuer))
                .withMessageStartingWith("idp.issuer must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "10.0.0.0/99", "proxy.example.org", ""})
    void createWhenProxyIsNoAddressThenStartStopsWithASentence(String proxy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdpProperties(
                        URI.create("http://localhost:9000"), "Vestibule", "", List.of("10.0.0.0/8", "::1", proxy)))
                .withMessageStartingWith("idp.trusted-proxies takes ");
    }

    private static IdpProperties properties(String issuer) {
        return new IdpProperties(URI.create(issuer), "Vestibule", "", List.of());
    }
}
