package org.vestibule.people;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * Why a person's 2-factor authentication is reset.
 *
 * @param reason for the audit trail; Spring hands over null for what the browser did not send
 */
record ResetForm(String reason) {

    private static final int LONGEST = 500;

    ResetForm {
        reason = stripped(reason);
    }

    void check(BindingResult errors) {
        if (reason.isEmpty()) {
            errors.rejectValue("reason", "people.reason.empty");
        } else if (reason.codePointCount(0, reason.length()) > LONGEST
                || reason.codePoints().anyMatch(ResetForm::odd)) {
            errors.rejectValue("reason", "people.reason.invalid");
        }
    }

    private static boolean odd(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }

    private static String stripped(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
