package org.vestibule.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A form that came too late, or was superseded by a newer one: answered with the page "This page has expired". */
@ResponseStatus(HttpStatus.FORBIDDEN)
public final class ExpiredPageException extends RuntimeException {

    public ExpiredPageException(String message) {
        super(message);
    }
}
