package org.vestibule.lifecycle;

/** The start must not go on. Shown to the operator as a sentence and what to do, without a stack trace. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param description what is wrong; no secret
     * @param action what to do about it
     */
    public StartRefusedException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
