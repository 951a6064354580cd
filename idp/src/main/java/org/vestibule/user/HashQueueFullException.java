package org.vestibule.user;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * No turn to compute a password hash within the time a request may wait (AVL-03). Thrown before any hash is computed, for
 * known and unknown names alike. Answered 503 with {@code Retry-After}.
 */
public final class HashQueueFullException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    HashQueueFullException(Duration retryAfter) {
        super(HttpStatus.SERVICE_UNAVAILABLE);
        this.retryAfterSeconds = retryAfter.toSeconds();
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
