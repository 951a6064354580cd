package org.vestibule.clientauth;

import java.time.Duration;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Nobody looks at a client's authentication for a while, whether it is right or wrong. */
public final class TooManyFailures extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyFailures(Duration wait) {
        super(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        this.wait = wait;
    }

    /** Until the next one may be tried. */
    public Duration retryAfter() {
        return wait;
    }
}
