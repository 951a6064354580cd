package org.vestibule.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** The Service phone, which is checked by form only (contract, section 6): {@code +} and 7 to 15 digits. */
public final class ServicePhone {

    private static final Pattern E164 = Pattern.compile("\\+[0-9]{7,15}");

    // white space, every dash of Unicode, dots, brackets, and the invisible marks of direction that come with a paste
    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s\\p{Z}\\p{Pd}\\u2212.()\\[\\]\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private ServicePhone() {}

    /** The number without the separators people type; empty where the rest is none. */
    public static Optional<String> ofTyped(String typed) {
        String number = SEPARATORS.matcher(typed).replaceAll("");
        return E164.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }
}
