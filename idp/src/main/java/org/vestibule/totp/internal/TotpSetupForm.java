package org.vestibule.totp.internal;

import org.jspecify.annotations.Nullable;

/**
 * The set-up's form.
 *
 * @param setup which set-up it belongs to
 * @param code as typed
 */
record TotpSetupForm(@Nullable String setup, @Nullable String code) {

    @Override
    public String toString() {
        return "TotpSetupForm[" + setup + "]";
    }
}
