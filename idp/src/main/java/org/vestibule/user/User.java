package org.vestibule.user;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.vestibule.web.Languages;

/**
 * A person with an account. Carries no password hash.
 *
 * @param id the immutable random subject ({@code sub}) of every token
 * @param username as the person or the administrator wrote it
 * @param email may be unverified
 * @param locale BCP 47
 * @param claims further standard OpenID claims by name ({@code nickname}, {@code address} …)
 * @param groups flat names, sorted
 * @param preferredMethod id of the preferred second factor: {@code totp} or {@code sms}
 * @param updatedAt when these values were written last; null: not stored yet
 */
public record User(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String locale,
        Map<String, Object> claims,
        Set<Role> roles,
        List<String> groups,
        boolean enabled,
        @Nullable String preferredMethod,
        @Nullable Instant updatedAt) {

    /** Given and family name, or the user name where neither is known. */
    public String displayName() {
        String name = Stream.of(givenName, familyName)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? username : name;
    }

    /** Where mail to this person may go: an unverified address may be a stranger's. */
    public Optional<String> verifiedEmail() {
        return emailVerified ? Optional.ofNullable(email) : Optional.empty();
    }

    /** The language this person reads, of those we have; English where none is known. */
    public Locale language() {
        return Languages.of(locale).orElse(Locale.ENGLISH);
    }

    public boolean isAdministrator() {
        return roles.contains(Role.ADMIN);
    }

    /** Whether this person has any role: what is demanded of administrators is demanded of all staff. */
    public boolean isStaff() {
        return !roles.isEmpty();
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
