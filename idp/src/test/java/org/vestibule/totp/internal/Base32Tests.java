package org.vestibule.totp.internal;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Base32Tests {

    /** RFC 4648 section 10, without padding. */
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "f,MY",
        "fo,MZXQ",
        "foo,MZXW6",
        "foob,MZXW6YQ",
        "fooba,MZXW6YTB",
        "foobar,MZXW6YTBOI",
        "12345678901234567890,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    })
    void encodeWhenVectorsOfRfc4648ThenMatches(String text, String encoded) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(bytes)).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mzxw6ytboi", "MZXW 6YTB OI", "MZXW-6YTB-OI======"})
    void decodeWhenWrittenOtherwiseThenIsTheSame(String text) {
        assertThat(Base32.decode(text)).asString(StandardCharsets.US_ASCII).isEqualTo("foobar");
    }

    @Test
    void decodeWhenNotBase32ThenRefusesWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base32.decode("MZXW1"))
                .withMessage("not base32");
    }
}
