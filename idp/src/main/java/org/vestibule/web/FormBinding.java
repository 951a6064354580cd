package org.vestibule.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Forms are records, so all their values are given when they are made. What else a request has, such as {@code code[0]}, is
 * not looked at (WEB-06).
 */
@ControllerAdvice
class FormBinding {

    @InitBinder
    void byConstructorOnly(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }
}
