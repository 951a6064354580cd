package org.vestibule.sms.internal;

import org.jspecify.annotations.Nullable;

/**
 * The form that asks for a number.
 *
 * @param phone as typed
 * @param add set where the number comes in addition to others
 * @param replaces which phone it takes the place of
 */
record SmsNumberForm(
        @Nullable String phone,
        @Nullable String add,
        @Nullable String replaces) {

    /** A number is not printed (SMS-13). */
    @Override
    public String toString() {
        return "SmsNumberForm[]";
    }
}
