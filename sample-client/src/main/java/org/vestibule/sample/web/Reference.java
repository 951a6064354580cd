package org.vestibule.sample.web;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** A short random name for one failure, shown to the person and written to the log. */
public final class Reference {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{4}-[0-9A-F]{4}");

    private Reference() {}

    public static String next() {
        return "%04X-%04X".formatted(RANDOM.nextInt(0x10000), RANDOM.nextInt(0x10000));
    }

    /** Whether a text that came with a request has the form of a reference; anything else is not repeated on a page. */
    public static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }
}
