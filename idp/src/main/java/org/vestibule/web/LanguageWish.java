package org.vestibule.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/** The language in which an application wants its visitor to be met. A module that knows about applications implements it. */
public interface LanguageWish {

    Optional<Wish> of(HttpServletRequest request);

    /** @param since when the application sent the visitor: what the visitor chose later wins */
    record Wish(Locale language, Instant since) {}
}
