package org.vestibule.applications;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The wish for another secret. Spring hands over null for what the browser did not send.
 *
 * @param newest id of the newest secret when the form was made: the form sent twice makes one secret
 * @param overlap {@link Overlap}
 */
record SecretForm(String newest, String overlap) {

    SecretForm {
        newest = text(newest);
        overlap = text(overlap);
    }

    void check(BindingResult errors) {
        if (Overlap.of(overlap).isEmpty()) {
            errors.rejectValue("overlap", "applications.required-acr.invalid");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
