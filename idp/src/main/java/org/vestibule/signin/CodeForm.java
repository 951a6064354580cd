package org.vestibule.signin;

import org.jspecify.annotations.Nullable;

/** A code as typed; never printed. */
record CodeForm(@Nullable String code) {

    @Override
    public String toString() {
        return "CodeForm";
    }
}
