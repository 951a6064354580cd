package org.vestibule.web;

import java.util.Locale;
import java.util.Optional;

/** A principal whose language may be known. */
public interface LanguageReader {

    /** The person's own setting, once the sign-in is complete. */
    Optional<Locale> chosenLanguage();
}
