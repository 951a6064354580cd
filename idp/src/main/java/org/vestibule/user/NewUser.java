package org.vestibule.user;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An account to be made. The components are those of {@link User}; its {@code id} is chosen at creation.
 *
 * @param passwordHash as {@link PasswordHasher} makes or recognises it; null: nobody can sign in with a password yet
 */
public record NewUser(
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String locale,
        Map<String, Object> claims,
        Set<Role> roles,
        List<String> groups,
        @Nullable String passwordHash,
        @Nullable String preferredMethod,
        boolean enabled) {

    /** An enabled account of which only the name is known. */
    public static NewUser named(String username) {
        return new NewUser(username, null, false, null, null, null, Map.of(), Set.of(), List.of(), null, null, true);
    }

    public NewUser withVerifiedEmail(String address) {
        return new NewUser(
                username,
                address,
                true,
                givenName,
                familyName,
                locale,
                claims,
                roles,
                groups,
                passwordHash,
                preferredMethod,
                enabled);
    }

    public NewUser withPasswordHash(String hash) {
        return new NewUser(
                username,
                email,
                emailVerified,
                givenName,
                familyName,
                locale,
                claims,
                roles,
                groups,
                hash,
                preferredMethod,
                enabled);
    }

    public NewUser withRoles(Set<Role> newRoles) {
        return new NewUser(
                username,
                email,
                emailVerified,
                givenName,
                familyName,
                locale,
                claims,
                newRoles,
                groups,
                passwordHash,
                preferredMethod,
                enabled);
    }

    /** Never prints the password hash. */
    @Override
    public String toString() {
        return "NewUser[" + username + "]";
    }
}
