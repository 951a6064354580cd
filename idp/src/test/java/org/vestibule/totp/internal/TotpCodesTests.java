package org.vestibule.totp.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

class TotpCodesTests {

    private static final TotpKey KEY = TotpKey.ofDefault("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /** TOTP-01: RFC 6238 appendix B, whose keys are "1234567890" repeated to the length of the hash. */
    @Requirement("TOTP-01")
    @ParameterizedTest
    @CsvSource({
        "59,SHA1,94287082", "59,SHA256,46119246", "59,SHA512,90693936",
        "1111111109,SHA1,07081804", "1111111109,SHA256,68084774", "1111111109,SHA512,25091201",
        "1111111111,SHA1,14050471", "1111111111,SHA256,67062674", "1111111111,SHA512,99943326",
        "1234567890,SHA1,89005924", "1234567890,SHA256,91819424", "1234567890,SHA512,93441116",
        "2000000000,SHA1,69279037", "2000000000,SHA256,90698825", "2000000000,SHA512,38618901",
        "20000000000,SHA1,65353130", "20000000000,SHA256,77737706", "20000000000,SHA512,47863826"
    })
    void codeWhenVectorsOfRfc6238ThenMatches(long seconds, String algorithm, String code) {
        int length = algorithm.equals("SHA1") ? 20 : algorithm.equals("SHA256") ? 32 : 64;
        byte[] secret = "1234567890".repeat(7).substring(0, length).getBytes(StandardCharsets.US_ASCII);
        TotpKey key = new TotpKey(secret, algorithm, 8);
        assertThat(TotpCodes.code(key, TotpCodes.step(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code);
    }

    @Test
    void codeWhenItBeginsWithZerosThenKeepsThem() {
        assertThat(TotpCodes.code(KEY, TotpCodes.step(Instant.ofEpochSecond(1_111_111_109))))
                .isEqualTo("081804");
    }

    @Test
    void codeWhenDefaultLocaleHasOtherDigitsThenIsAscii() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(TotpCodes.code(KEY, TotpCodes.step(NOW))).isEqualTo("050471");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** TOTP-04: T-1, T and T+1 at most. */
    @Requirement("TOTP-04")
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void matchWhenWithinWindowThenNamesTheStep(long drift) {
        long step = TotpCodes.step(NOW) + drift;
        assertThat(TotpCodes.match(KEY, TotpCodes.code(KEY, step), NOW, 1)).hasValue(step);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 2})
    void matchWhenTwoStepsAwayThenRefused(long drift) {
        String code = TotpCodes.code(KEY, TotpCodes.step(NOW) + drift);
        assertThat(TotpCodes.match(KEY, code, NOW, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void matchWhenWindowIsZeroThenOnlyThePresentStepCounts(long drift) {
        long present = TotpCodes.step(NOW);
        assertThat(TotpCodes.match(KEY, TotpCodes.code(KEY, present + drift), NOW, 0))
                .isEmpty();
        assertThat(TotpCodes.match(KEY, TotpCodes.code(KEY, present), NOW, 0)).hasValue(present);
    }

    /** TOTP-04: outside the window a code of the past is explained, one of the future never is. */
    @Requirement("TOTP-04")
    @ParameterizedTest
    @CsvSource({"-1,0", "0,0", "-2,1", "-3,2", "-6,3", "-20,10", "-21,0", "2,0", "6,0", "20,0"})
    void minutesBehindWhenPastOnlyThenTold(long drift, int minutes) {
        String code = TotpCodes.code(KEY, TotpCodes.step(NOW) + drift);
        assertThat(TotpCodes.minutesBehind(KEY, code, NOW, 1, 0)).isEqualTo(minutes);
    }

    /** TOTP-05: what was used before says nothing of a clock. */
    @Requirement("TOTP-05")
    @Test
    void minutesBehindWhenUsedThenNotTold() {
        long step = TotpCodes.step(NOW) - 6;
        String code = TotpCodes.code(KEY, step);
        assertThat(TotpCodes.minutesBehind(KEY, code, NOW, 1, step)).isZero();
        assertThat(TotpCodes.minutesBehind(KEY, code, NOW, 1, step - 1)).isEqualTo(3);
    }
}
