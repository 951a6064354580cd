package org.vestibule.sms.internal;

import org.vestibule.enrollment.spi.FactorRequest;

/** What a code was sent for; it is good for nothing else (SMS-05). */
enum CodePurpose {
    SIGN_IN("sign-in"),
    STEP_UP("step-up"),
    SET_UP("set-up");

    private final String id;

    CodePurpose(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static CodePurpose of(FactorRequest request) {
        return switch (request.purpose()) {
            case SIGN_IN -> SIGN_IN;
            case STEP_UP -> STEP_UP;
        };
    }
}
