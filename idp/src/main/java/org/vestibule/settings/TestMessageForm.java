package org.vestibule.settings;

/**
 * The number typed for a test message.
 *
 * @param number null where the browser sent none
 */
record TestMessageForm(String number) {

    TestMessageForm {
        number = number == null ? "" : number;
    }

    static TestMessageForm empty() {
        return new TestMessageForm("");
    }

    @Override
    public String toString() {
        return "TestMessageForm";
    }
}
