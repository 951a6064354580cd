package org.vestibule.user;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** PWD-14: one canonical form of user names and addresses. */
@Requirement("PWD-14")
class CanonicalNameTests {

    @ParameterizedTest
    @CsvSource({
        "Alice, alice",
        "ALICE@Example.ORG, alice@example.org",
        "Straße, strasse",
        "STRASSE, strasse",
        "ＡＬＩＣＥ, alice",
        "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
        "οδυσσευς, οδυσσευσ",
        "ſmith, smith",
        "alice＠example.org, alice@example.org",
    })
    void ofWhenSpelledDifferentlyThenOneKey(String typed, String key) {
        assertThat(CanonicalName.of(typed)).contains(new CanonicalName(key));
    }

    @Test
    void ofWhenSurroundedByBlanksThenTrimmed() {
        assertThat(CanonicalName.of(" \u00a0\u3000alice \t")).contains(new CanonicalName("alice"));
    }

    @Test
    void ofWhenComposedOrDecomposedThenOneKey() {
        assertThat(CanonicalName.of("Ame\u0301lie")).isEqualTo(CanonicalName.of("AMÉLIE"));
    }

    @Test
    void ofWhenTurkishLocaleThenFoldsAlike() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(CanonicalName.of("ADMIN")).contains(new CanonicalName("admin"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void ofWhenDotlessIThenAnotherName() {
        assertThat(CanonicalName.of("admın")).isNotEqualTo(CanonicalName.of("admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"straße", "ŉ", "ΐ", "İstanbul", "ǰ", "ﬁn", "Ⅷ", "ﷺ"})
    void ofWhenAppliedTwiceThenUnchanged(String typed) {
        String key = CanonicalName.of(typed).orElseThrow().key();
        assertThat(CanonicalName.of(key)).contains(new CanonicalName(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "\ud800", "a\u200bb", "a\u202eb", "a\nb"})
    void ofWhenNothingCanBeNamedSoThenEmpty(String typed) {
        assertThat(CanonicalName.of(typed)).isEmpty();
    }

    @Test
    void ofWhenOverLongThenEmpty() {
        assertThat(CanonicalName.of("a".repeat(254))).isPresent();
        assertThat(CanonicalName.of("a".repeat(255))).isEmpty();
        assertThat(CanonicalName.of("a".repeat(1_000_000))).isEmpty();
    }
}
