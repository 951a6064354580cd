package org.vestibule.sample.signin;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** The ways a sign-in ends without a person, as far as the person can do something about it. */
enum SignInFailure {
    /** The person pressed Cancel at the provider. */
    CANCELLED(HttpStatus.OK),
    /** The provider could not prove what this platform asked for. */
    TWO_FACTOR_NEEDED(HttpStatus.FORBIDDEN),
    /** What came back is not an answer to our question, or is not to be trusted. */
    REFUSED(HttpStatus.BAD_REQUEST),
    /** The provider does not answer. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    SignInFailure(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    /** The name used in addresses and message keys. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SignInFailure of(String word) {
        for (SignInFailure failure : values()) {
            if (failure.word().equals(word)) {
                return failure;
            }
        }
        return REFUSED;
    }
}
