package org.vestibule.maillink;

/** What was typed. Spring hands over null for what the browser did not send. */
record ForgottenPasswordForm(String username) {

    ForgottenPasswordForm {
        username = username == null ? "" : username;
    }
}
