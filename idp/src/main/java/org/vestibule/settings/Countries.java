package org.vestibule.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** The list of countries whose numbers get text messages, as it is typed: {@code GR, US}. */
public final class Countries {

    /** Stands for every country. */
    public static final String ALL = "*";

    private Countries() {}

    /** The codes that were typed, none for an empty field; empty where one of them is not the code of a country. */
    public static Optional<List<String>> ofTyped(String typed) {
        List<String> codes = Arrays.stream(typed.toUpperCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .sorted()
                .toList();
        boolean known = codes.equals(List.of(ALL))
                || PhoneNumberUtil.getInstance().getSupportedRegions().containsAll(codes);
        return known ? Optional.of(codes) : Optional.empty();
    }

    static String asTyped(@Nullable List<String> codes) {
        return codes == null ? "" : String.join(", ", codes);
    }
}
