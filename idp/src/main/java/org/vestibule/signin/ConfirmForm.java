package org.vestibule.signin;

import org.jspecify.annotations.Nullable;

/** The password as typed once more; never printed. */
record ConfirmForm(@Nullable String password) {

    @Override
    public String toString() {
        return "ConfirmForm";
    }
}
