package org.vestibule.maillink;

/** The link's secret and the password wanted, exactly as typed. Spring hands over null for what the browser did not send. */
record LinkedPasswordForm(String token, String newPassword) {

    LinkedPasswordForm {
        token = token == null ? "" : token;
        newPassword = newPassword == null ? "" : newPassword;
    }

    @Override
    public String toString() {
        return "LinkedPasswordForm";
    }
}
