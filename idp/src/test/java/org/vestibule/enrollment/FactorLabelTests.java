package org.vestibule.enrollment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FactorLabelTests {

    @ParameterizedTest
    @CsvSource({
        "' Work  phone ', Work phone",
        "Τηλέφωνο της μαμάς, Τηλέφωνο της μαμάς",
        "هاتف العمل, هاتف العمل",
        "电话, 电话",
        "\uD83D\uDCF1 new, \uD83D\uDCF1 new",
        "cafe\u0301, café"
    })
    void readWhenAnyScriptThenKept(String typed, String kept) {
        assertThat(FactorLabel.read(typed).label()).isEqualTo(new FactorLabel(kept));
    }

    /** Nothing may turn around or hide the text beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u202Eb", "\u2066a\u2069b", "a\u200Fb", "a\u061Cb", "a\u0000b", "a\uD83Db", "a\uFEFFb"})
    void readWhenItHasDirectionOrControlCharactersThenTheyAreTakenOut(String typed) {
        assertThat(FactorLabel.read(typed).label()).isEqualTo(new FactorLabel("ab"));
    }

    @Test
    void readWhenLettersOrEmojiAreJoinedThenTheyStayJoined() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC67";
        assertThat(FactorLabel.read(family).label()).isEqualTo(new FactorLabel(family));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00A0", "\u202E", "\u200D"})
    void readWhenNothingIsVisibleThenAsked(String typed) {
        assertThat(FactorLabel.read(typed).error()).isEqualTo("account.rename.empty");
        assertThat(FactorLabel.read(null).error()).isEqualTo("account.rename.empty");
    }

    /** Characters count, not bytes. */
    @Test
    void readWhenLongerThanFortyCharactersThenRefused() {
        String rocket = "\uD83D\uDE80";
        assertThat(FactorLabel.read(rocket.repeat(40)).label()).isNotNull();
        assertThat(FactorLabel.read(rocket.repeat(41)).error()).isEqualTo("account.rename.long");
    }

    @Test
    void newWhenNotCleanedThenIsNoLabel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FactorLabel("a\u202Eb"));
    }
}
