package org.vestibule.sms.internal;

import org.jspecify.annotations.Nullable;

/**
 * The form that asks for the code.
 *
 * @param code as typed
 */
record SmsCodeForm(@Nullable String code) {

    /** A code is not printed. */
    @Override
    public String toString() {
        return "SmsCodeForm[]";
    }
}
