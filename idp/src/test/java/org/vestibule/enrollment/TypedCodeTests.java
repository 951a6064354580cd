package org.vestibule.enrollment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedCodeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "012345",
                " 012 345 ",
                "012-345",
                "012\u2013345",
                "\u00a0012\u202f345",
                "\u0660\u0661\u0662\u0663\u0664\u0665",
                "\uff10\uff11\uff12\uff13\uff14\uff15"
            })
    void ofWhenSixDigitsInAnyWritingThenAreAscii(String typed) {
        assertThat(TypedCode.of(typed).digits()).isEqualTo("012345");
        assertThat(TypedCode.of(typed).valid()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "- -"})
    void ofWhenNothingTypedThenAsksForACode(@Nullable String typed) {
        assertThat(TypedCode.of(typed).error()).isEqualTo("signin.code.empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567", "12345a", "123456,123456", "+12345", "12.345", "\ud83d\ude003456"})
    void ofWhenNotSixDigitsThenIsMalformed(String typed) {
        assertThat(TypedCode.of(typed).error()).isEqualTo("signin.code.malformed");
    }

    @Test
    void ofWhenOverLongThenIsMalformed() {
        assertThat(TypedCode.of("123456" + " ".repeat(100)).error()).isEqualTo("signin.code.malformed");
    }

    @Test
    void toStringWhenPrintedThenHidesTheCode() {
        assertThat(TypedCode.of("123456").toString()).doesNotContain("123456");
    }
}
