package org.vestibule.account;

import java.util.regex.Pattern;

import org.vestibule.user.CanonicalName;

/** The address wanted. Spring hands over null for what the browser did not send. */
record EmailForm(String email) {

    /** One address: nothing that a mail program reads as a list, a name or a comment (CVE-2023-7028). */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>()\\[\\]\\\\\"]+@[^\\s@,;:<>()\\[\\]\\\\\"]+");

    EmailForm {
        email = email == null ? "" : email.strip();
    }

    boolean valid() {
        return email.codePointCount(0, email.length()) <= CanonicalName.MAX_LENGTH
                && ADDRESS.matcher(email).matches()
                && CanonicalName.of(email)
                        .filter(name -> ADDRESS.matcher(name.key()).matches())
                        .isPresent();
    }
}
