package org.vestibule.user;

/** Why a new password is not taken. The person is told (PWD-04). */
public enum PasswordRefusal {
    TOO_SHORT("password.too-short"),
    TOO_LONG("password.too-long"),
    /** U+0000 or half of a surrogate pair. */
    UNUSABLE_CHARACTER("password.unusable-character"),
    /** On the list of common passwords. */
    COMMON("password.common"),
    /** The user name, the address, the name of the person or of this service. */
    PREDICTABLE("password.predictable"),
    /** What is in use already. */
    UNCHANGED("password.unchanged"),
    /** What allowed the change, a mailed link for example, was used or ended meanwhile. */
    NOT_PERMITTED("password.not-permitted");

    private final String messageKey;

    PasswordRefusal(String messageKey) {
        this.messageKey = messageKey;
    }

    /** Key of the text for the person; it takes {@link Passwords#minimum}. */
    public String messageKey() {
        return messageKey;
    }
}
