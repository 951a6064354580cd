package org.vestibule.people;

import java.util.Arrays;
import java.util.Optional;

/** What an administrator does to an account with one button, after a page that asks. */
enum PersonAction {
    SIGN_OUT("sign-out"),
    DISABLE("disable"),
    ENABLE("enable"),
    UNLOCK("unlock"),
    INVITE("invite");

    private final String id;

    PersonAction(String id) {
        this.id = id;
    }

    /** The name in addresses and message keys. */
    String id() {
        return id;
    }

    static Optional<PersonAction> of(String id) {
        return Arrays.stream(values()).filter(action -> action.id.equals(id)).findFirst();
    }
}
