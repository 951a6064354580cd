package org.vestibule.bench.people;

/** Somebody who can sign in with password and code. */
public record Person(String username, String password, String totpSecret) {

    @Override
    public String toString() {
        return username;
    }
}
