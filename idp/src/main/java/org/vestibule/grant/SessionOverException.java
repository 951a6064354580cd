package org.vestibule.grant;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The session ended, or its person was disabled, between the check and the code: the visitor has to sign in again. */
public final class SessionOverException extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    SessionOverException() {
        super(new OAuth2Error("login_required"));
    }
}
