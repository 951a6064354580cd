package org.vestibule.dpop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9449 section 4.3, number 9; RFC 3986 sections 6.2.2 and 6.2.3. */
class TargetAddressTests {

    private static final String TOKEN = "https://login.example.org/oauth2/token";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org/oauth2/token",
                "HTTPS://Login.EXAMPLE.org/oauth2/token",
                "https://login.example.org:443/oauth2/token",
                "https://login.example.org/oauth2/token?a=b",
                "https://login.example.org/oauth2/token#c",
                "https://login.example.org/oauth2/./token",
                "https://login.example.org/oauth2/%74oken"
            })
    void ofWhenSpelledInAnotherWayThenItIsTheSame(String address) {
        assertThat(TargetAddress.of(address)).isPresent().isEqualTo(TargetAddress.of(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org/oauth2/token",
                "https://login.example.org:8443/oauth2/token",
                "https://login.example.org/oauth2/Token",
                "https://login.example.org/oauth2/token/",
                "https://evil.example.org/oauth2/token",
                "https://login.example.org",
                "https://login.example.org@evil.example/oauth2/token",
                "https://a@login.example.org/oauth2/token",
                "/oauth2/token",
                "mailto:login@example.org",
                "https://login example/oauth2/token",
                "nonsense",
                ""
            })
    void ofWhenItIsAnotherThenItIsNotTheSame(String address) {
        assertThat(TargetAddress.of(address)).isNotEqualTo(TargetAddress.of(TOKEN));
    }
}
