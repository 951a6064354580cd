package org.vestibule.session;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A kind of second factor: its stable id, the authority it grants, and its {@code amr} value (RFC 8176). */
public enum FactorMethod {
    TOTP("totp", "FACTOR_TOTP", "otp"),
    SMS("sms", "FACTOR_SMS", "sms"),
    /** No registered value fits a recovery code, so only {@code mfa} tells that it was used. */
    RECOVERY_CODE("recovery-code", "FACTOR_RECOVERY_CODE", null),
    /** Opens the set-up of a factor after a reset; proves none, so no session ever says that it was its factor (MFA-17). */
    SET_UP_CODE("set-up-code", "FACTOR_SET_UP_CODE", null),
    /** Goes to a mail box, which is no second factor (MFA-09): no session ever says that it was its factor. */
    MAIL_CODE("mail-code", "FACTOR_MAIL_CODE", null),
    /** Goes to a mail box too, and opens the set-up of a factor like a set-up code (MFA-10, MFA-11). */
    SET_UP_MAIL("set-up-mail", "FACTOR_SET_UP_MAIL", null);

    private final String id;
    private final String authority;
    private final @Nullable String amr;

    FactorMethod(String id, String authority, @Nullable String amr) {
        this.id = id;
        this.authority = authority;
        this.amr = amr;
    }

    /** The id used in the database, in addresses and in message keys. */
    public String id() {
        return id;
    }

    public String authority() {
        return authority;
    }

    /** The method's own value, without {@code pwd} and {@code mfa}; null where it has none. */
    public @Nullable String amr() {
        return amr;
    }

    /** Whether this is no factor but a code that its owner was given, so that nothing follows it that follows a factor. */
    public boolean isGivenCode() {
        return this == SET_UP_CODE || this == MAIL_CODE || this == SET_UP_MAIL;
    }

    /**
     * The method with an id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static FactorMethod ofId(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such method"));
    }
}
