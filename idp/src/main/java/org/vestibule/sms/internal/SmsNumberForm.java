package org.vestibule.sms.internal;

import org.jspecify.annotations.Nullable;

/**
 * The form that asks for a number.
 *
 * @param phone as typed
 */
record SmsNumberForm(@Nullable String phone) {

    /** A number is not printed (SMS-13). */
    @Override
    public String toString() {
        return "SmsNumberForm[]";
    }
}
