package org.vestibule.importing;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Section;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.NewUser;
import org.vestibule.user.User;

/**
 * A person of the file.
 *
 * @param at where it stands, for problems found later
 * @param account the account as the file describes it
 * @param named the values of the keys that are applied later too, as far as the file has them
 * @param password to be hashed; counts at creation only, like all that follow
 */
record ImportedPerson(
        Section at,
        CanonicalName name,
        NewUser account,
        Map<String, Object> named,
        @Nullable String password,
        @Nullable String totpSecret,
        @Nullable ImportedPhone phone) {

    /** The record in import_mark. */
    String record() {
        return "user:" + name.key();
    }

    /** The address by which the person may sign in once created. */
    @Nullable
    CanonicalName verifiedAddress() {
        return verifiedAddress(account.email(), account.emailVerified());
    }

    static @Nullable CanonicalName verifiedAddress(@Nullable String email, boolean verified) {
        return email == null || !verified ? null : CanonicalName.of(email).orElse(null);
    }

    /** The person who exists, with the values of some keys of the file. */
    User applyTo(User now, Set<String> keys) {
        boolean email = keys.contains("email");
        // another address is as verified as the file says, whatever was true of the former one
        boolean verified = (email || keys.contains("emailVerified")) ? account.emailVerified() : now.emailVerified();
        return new User(
                now.id(),
                now.username(),
                email ? account.email() : now.email(),
                verified,
                keys.contains("givenName") ? account.givenName() : now.givenName(),
                keys.contains("familyName") ? account.familyName() : now.familyName(),
                keys.contains("locale") ? account.locale() : now.locale(),
                keys.contains("claims") ? account.claims() : now.claims(),
                keys.contains("roles") ? account.roles() : now.roles(),
                keys.contains("groups") ? account.groups() : now.groups(),
                keys.contains("enabled") ? account.enabled() : now.enabled(),
                keys.contains("preferredMethod") ? account.preferredMethod() : now.preferredMethod(),
                now.updatedAt());
    }

    @Override
    public String toString() {
        return "ImportedPerson[" + name.key() + "]";
    }
}
