package org.vestibule.account;

/** The password now and the one wanted, exactly as typed. Spring hands over null for what the browser did not send. */
record PasswordForm(String currentPassword, String newPassword) {

    PasswordForm {
        currentPassword = currentPassword == null ? "" : currentPassword;
        newPassword = newPassword == null ? "" : newPassword;
    }

    @Override
    public String toString() {
        return "PasswordForm";
    }
}
