package org.vestibule.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The languages in which every text exists. */
public final class Languages {

    /** In the order of the choice. Arabic with European digits, as in codes and telephone numbers. */
    static final List<Locale> ALL =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("el"), Locale.forLanguageTag("ar-u-nu-latn"));

    private Languages() {}

    /** The language that a BCP 47 tag asks for, whatever its region; empty where it is none of ours. */
    public static Optional<Locale> of(@Nullable String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return ALL.stream().filter(ours -> ours.getLanguage().equals(language)).findFirst();
    }

    /** The first of several tags that asks for a language of ours. */
    public static Optional<Locale> first(List<String> tags) {
        return tags.stream().flatMap(tag -> of(tag).stream()).findFirst();
    }
}
