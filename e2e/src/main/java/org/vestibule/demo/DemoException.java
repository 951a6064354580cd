package org.vestibule.demo;

/** The demo cannot start or go on; the message is a sentence for the person at the terminal. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** All is said with the sentence: no stack trace. */
    DemoException(String sentence) {
        super(sentence, null, false, false);
    }

    DemoException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
