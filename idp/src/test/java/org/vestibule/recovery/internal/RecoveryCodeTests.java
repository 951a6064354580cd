package org.vestibule.recovery.internal;

import java.security.SecureRandom;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-13. */
@Requirement("MFA-13")
class RecoveryCodeTests {

    @Test
    void generateWhenTenThenSixteenCharactersInFoursWithSelectorsOfTheirOwn() {
        for (int round = 0; round < 100; round++) {
            List<RecoveryCode> codes = RecoveryCode.generate(10, new SecureRandom());
            assertThat(codes)
                    .hasSize(10)
                    .allSatisfy(code -> assertThat(code.text()).matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
            assertThat(codes).extracting(RecoveryCode::selector).doesNotHaveDuplicates();
            assertThat(codes).extracting(RecoveryCode::secret).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABCD-EFGH-IJKL-MN27",
                "abcdefghijklmn27",
                " abcd efgh ijkl mn27 ",
                "ABCD\u2013EFGH\u2014IJKL\u00a0MN27"
            })
    void parseWhenWrittenOtherwiseThenIsTheSame(String typed) {
        assertThat(RecoveryCode.parse(typed)).contains(new RecoveryCode("AB", "CDEFGHIJKLMN27"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD-EFGH-IJKL-MN2", "ABCD-EFGH-IJKL-MN277", "ABCD-EFGH-IJKL-MN21", "123456"})
    void parseWhenNotACodeThenIsEmpty(String typed) {
        assertThat(RecoveryCode.parse(typed)).isEmpty();
        assertThat(RecoveryCode.parse(" ".repeat(1000) + "ABCDEFGHIJKLMN27")).isEmpty();
    }

    @Test
    void toStringWhenPrintedThenHidesTheCode() {
        assertThat(new RecoveryCode("AB", "CDEFGHIJKLMN27").toString()).doesNotContain("CDEF");
    }
}
