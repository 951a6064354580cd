package org.vestibule.demo;

/** The demo cannot start or go on; the message is a sentence for the person at the terminal. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String details;

    /** All is said with the sentence: no stack trace. */
    DemoException(String sentence) {
        this(sentence, "");
    }

    /** @param details lines that help, too many for the sentence that Maven repeats */
    DemoException(String sentence, String details) {
        super(sentence, null, false, false);
        this.details = details;
    }

    DemoException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.details = "";
    }

    String details() {
        return details;
    }
}
