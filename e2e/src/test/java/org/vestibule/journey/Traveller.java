package org.vestibule.journey;

import java.util.List;
import java.util.Locale;

/**
 * Somebody who walks through all pages in a language of their own, with an account that nobody else uses.
 *
 * @param language what the browser asks for
 * @param person one of {@code journeys.yaml}
 * @param number of the phone
 */
record Traveller(Locale language, Person person, String number) {

    /** One for each language that the pages have. */
    static final List<Traveller> ALL = List.of(
            new Traveller(Locale.ENGLISH, Person.of("walker"), "+12025550160"),
            new Traveller(Locale.GERMAN, Person.of("wanderer"), "+12025550161"),
            new Traveller(Locale.forLanguageTag("el"), Person.of("peripatetikos"), "+12025550162"),
            new Traveller(Locale.forLanguageTag("ar"), Person.of("masha"), "+12025550163"));

    @Override
    public String toString() {
        return language.getLanguage();
    }
}
