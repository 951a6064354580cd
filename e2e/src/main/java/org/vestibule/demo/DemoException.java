package org.vestibule.demo;

/** The demo cannot start or go on; the message is a sentence for the person at the terminal. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String sentence) {
        super(sentence);
    }

    DemoException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
