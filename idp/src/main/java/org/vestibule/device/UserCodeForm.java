package org.vestibule.device;

import org.jspecify.annotations.Nullable;

/** A user code as typed; never printed. */
record UserCodeForm(@Nullable String userCode) {

    @Override
    public String toString() {
        return "UserCodeForm";
    }
}
