package org.vestibule.totp.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** TOTP-12. */
@Requirement("TOTP-12")
class OtpauthUriTests {

    private static final TotpKey KEY = TotpKey.ofDefault("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    @Test
    void textWhenPlainThenIsTheKeyUriFormat() {
        assertThat(new OtpauthUri("Vestibule", "student", KEY).text())
                .isEqualTo("otpauth://totp/Vestibule:student?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Vestibule&algorithm=SHA1&digits=6&period=30");
    }

    @ParameterizedTest
    @CsvSource({
        "R & D,R%20%26%20D",
        "Schule Köln,Schule%20K%C3%B6ln",
        "a+b~c*d,a%2Bb~c%2Ad",
        "école/été?#,%C3%A9cole%2F%C3%A9t%C3%A9%3F%23"
    })
    void textWhenUnusualCharactersThenPercentEncodesThem(String name, String encoded) {
        String text = new OtpauthUri(name, name, KEY).text();
        assertThat(text).startsWith("otpauth://totp/" + encoded + ":" + encoded + "?");
        assertThat(text).contains("&issuer=" + encoded + "&");
        assertThat(URI.create(text).getPath()).isEqualTo("/" + name + ":" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "", " ", "12345678901234567890123456789012345678901234567890123456789012345"})
    void newWhenIssuerIsNotAllowedThenRefuses(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OtpauthUri(issuer, "student", KEY))
                .withMessageContaining("idp.name");
    }

    @Test
    void newWhenAccountHasAColonThenTheAppStillSeesOneIssuer() {
        assertThat(new OtpauthUri("Vestibule", "a:b", KEY).text()).startsWith("otpauth://totp/Vestibule:a%20b?");
    }

    @Test
    void toStringWhenPrintedThenHidesTheSecret() {
        assertThat(new OtpauthUri("Vestibule", "student", KEY).toString()).doesNotContain("GEZD");
    }
}
