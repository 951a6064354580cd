package org.vestibule.security;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A pushed request that is refused with a status of its own (RFC 9126 section 2.3). */
final class PushRefused extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final long retryAfter;

    private PushRefused(HttpStatus status, OAuth2Error error, Duration retryAfter) {
        super(error);
        this.status = status;
        this.retryAfter = retryAfter.toSeconds();
    }

    static PushRefused tooLong() {
        return new PushRefused(
                HttpStatus.valueOf(413),
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "the request is too long", null),
                Duration.ZERO);
    }

    static PushRefused tooMany(Duration wait) {
        return new PushRefused(
                HttpStatus.TOO_MANY_REQUESTS, new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), wait);
    }

    HttpStatus status() {
        return status;
    }

    /** Seconds, 0 where waiting does not help. */
    long retryAfter() {
        return retryAfter;
    }
}
