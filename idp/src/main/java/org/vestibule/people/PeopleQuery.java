package org.vestibule.people;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator looks for.
 *
 * @param q beginnings of words, in any order; empty: everybody
 * @param page from 1 on
 */
record PeopleQuery(String q, TwoFactor twoFactor, State state, int page) {

    /** As many as fit on a page. */
    static final int SIZE = 25;

    private static final int LONGEST = 254;
    private static final int MOST_WORDS = 8;
    private static final int LAST_PAGE = 10_000;

    /** Filter by whether a second factor is active. */
    enum TwoFactor {
        ALL,
        ON,
        OFF
    }

    /** Filter by state of the account. */
    enum State {
        ALL,
        ACTIVE,
        DISABLED
    }

    /** From what the browser sent; what makes no sense is left out. */
    static PeopleQuery of(
            @Nullable String q, @Nullable String twoFactor, @Nullable String state, @Nullable String page) {
        String typed = q == null ? "" : q.strip();
        return new PeopleQuery(
                typed.substring(
                        0, typed.offsetByCodePoints(0, Math.min(LONGEST, typed.codePointCount(0, typed.length())))),
                one(TwoFactor.class, twoFactor, TwoFactor.ALL),
                one(State.class, state, State.ALL),
                number(page));
    }

    /** The words as PostgreSQL's text search takes them; empty where there are none. */
    String words() {
        return Arrays.stream(Normalizer.normalize(q, Normalizer.Form.NFKC).split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "'" + word.toLowerCase(Locale.ROOT) + "':*")
                .collect(Collectors.joining(" & "));
    }

    int offset() {
        return (page - 1) * SIZE;
    }

    private static <E extends Enum<E>> E one(Class<E> type, @Nullable String name, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    private static int number(@Nullable String page) {
        try {
            return page == null ? 1 : Math.min(LAST_PAGE, Math.max(1, Integer.parseInt(page)));
        } catch (NumberFormatException noNumber) {
            return 1;
        }
    }
}
