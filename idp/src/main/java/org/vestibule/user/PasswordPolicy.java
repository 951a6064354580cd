package org.vestibule.user;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.web.IdpProperties;

/**
 * What a new password must be (PWD-01 to PWD-06): long, not among the common ones, not made of what everybody knows about
 * its owner. No required kinds of characters.
 */
@Component
class PasswordPolicy {

    /** Least number of code points where a password may be somebody's only proof (PWD-01). */
    static final int MINIMUM = 15;

    /** The lowest that {@link #MINIMUM} may become, while everybody must use a second factor. */
    static final int FLOOR = 8;

    private static final String PRODUCT = "Vestibule";

    private final CommonPasswords common = new CommonPasswords();
    private final List<String> words = new ArrayList<>();
    private final int minimum;
    private final SecondFactorForAll rule;
    private final Clock clock;

    PasswordPolicy(PasswordProperties properties, IdpProperties idp, SecondFactorForAll rule, Clock clock) {
        this.minimum = properties.minimumLength();
        this.rule = rule;
        this.clock = clock;
        words.addAll(List.of(PRODUCT, idp.name()));
        addPresent(words, idp.issuer().getHost());
        words.addAll(properties.contextWords());
    }

    Optional<PasswordRefusal> refusal(PlainPassword password, List<String> personWords) {
        return refusal(password, personWords, minimum());
    }

    /** The least number of code points now. */
    int minimum() {
        return minimum >= MINIMUM || rule.secondFactorForAll(clock.instant()) ? minimum : MINIMUM;
    }

    /** @param minimum from {@link #FLOOR} on; less than {@link #MINIMUM} only while everybody must use a second factor */
    Optional<PasswordRefusal> refusal(PlainPassword password, List<String> personWords, int minimum) {
        if (minimum < FLOOR) {
            throw new IllegalArgumentException("a minimum below " + FLOOR);
        }
        if (password.refusal().isPresent()) {
            return password.refusal();
        }
        if (password.length() < minimum) {
            return Optional.of(PasswordRefusal.TOO_SHORT);
        }
        if (common.contains(password.text())) {
            return Optional.of(PasswordRefusal.COMMON);
        }
        List<String> context = new ArrayList<>(words);
        context.addAll(personWords);
        return new ContextWords(context).predict(password.text())
                ? Optional.of(PasswordRefusal.PREDICTABLE)
                : Optional.empty();
    }

    /** What everybody knows about a person. */
    static List<String> wordsOf(
            String username, @Nullable String email, @Nullable String givenName, @Nullable String familyName) {
        List<String> known = new ArrayList<>();
        known.add(username);
        addPresent(known, email);
        addPresent(known, email == null ? null : email.substring(0, Math.max(0, email.lastIndexOf('@'))));
        addPresent(known, givenName);
        addPresent(known, familyName);
        if (givenName != null && familyName != null) {
            known.add(givenName + familyName);
            known.add(familyName + givenName);
        }
        return known;
    }

    private static void addPresent(List<String> list, @Nullable String word) {
        if (word != null) {
            list.add(word);
        }
    }
}
