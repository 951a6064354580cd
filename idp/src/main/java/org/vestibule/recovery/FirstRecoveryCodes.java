package org.vestibule.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.ui.Model;
import org.vestibule.session.IdpUser;

/**
 * The recovery codes that come with somebody's first second factor. They are made and shown by the form that confirmed it,
 * for opening a page makes nothing (WEB-01).
 */
public interface FirstRecoveryCodes {

    /**
     * Makes the codes of a person who has none left, and answers the form with them.
     *
     * @return the view: the codes, or how many are left where another form was quicker
     */
    String show(IdpUser user, HttpServletRequest request, HttpServletResponse response, Model model);
}
