package org.vestibule.signin;

/** The sign-in form. Its password is never printed. */
record LoginForm(String username, String password) {

    LoginForm {
        username = username == null ? "" : username;
        password = password == null ? "" : password;
    }

    static LoginForm empty(String username) {
        return new LoginForm(username, "");
    }

    @Override
    public String toString() {
        return "LoginForm";
    }
}
