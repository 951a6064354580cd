package org.vestibule.roster;

/** A file that cannot be read as a roster at all. */
final class UnreadableRosterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Object[] arguments;

    /** @param reason the end of the key of the message that says what to do: {@code roster.file.<reason>} */
    UnreadableRosterException(String reason, Object... arguments) {
        super(reason);
        this.reason = reason;
        this.arguments = arguments;
    }

    String code() {
        return "roster.file." + reason;
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
