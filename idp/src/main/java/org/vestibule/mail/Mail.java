package org.vestibule.mail;

import java.util.Objects;

/**
 * A message as it is read. Its text may hold a link that opens an account, so it is never logged.
 *
 * @param to one address
 * @param subject one line
 * @param body plain text
 */
public record Mail(String to, String subject, String body) {

    public Mail {
        requireOneLine(to);
        requireOneLine(subject);
        Objects.requireNonNull(body);
    }

    // WEB-07
    private static void requireOneLine(String header) {
        if (header.isBlank() || header.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a header of a mail is one line of text");
        }
    }

    @Override
    public String toString() {
        return "Mail[]";
    }
}
