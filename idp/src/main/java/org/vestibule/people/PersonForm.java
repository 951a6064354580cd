package org.vestibule.people;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.DirectionMarks;
import org.vestibule.user.Role;
import org.vestibule.user.User;
import org.vestibule.web.Difference;

/**
 * An account as an administrator types it. Spring hands over null for what the browser did not send.
 *
 * @param username counts for a new account only; it never changes
 * @param emailVerified {@code true} or {@code false}
 * @param groups one a line
 * @param administrator {@code true} or {@code false}, as the other two roles
 * @param version of the account that was shown when the form was made
 */
record PersonForm(
        String username,
        String givenName,
        String familyName,
        String email,
        String emailVerified,
        String groups,
        String administrator,
        String helpDesk,
        String auditor,
        String version) {

    private static final int LONGEST_NAME = 100;

    PersonForm {
        username = text(username);
        givenName = text(givenName);
        familyName = text(familyName);
        email = text(email);
        emailVerified = String.valueOf("true".equals(emailVerified));
        groups = groups == null ? "" : groups;
        administrator = String.valueOf("true".equals(administrator));
        helpDesk = String.valueOf("true".equals(helpDesk));
        auditor = String.valueOf("true".equals(auditor));
        version = text(version);
    }

    static PersonForm empty() {
        return new PersonForm("", "", "", "", "", "", "", "", "", "");
    }

    static PersonForm of(PersonAccount account) {
        User user = account.user();
        return new PersonForm(
                user.username(),
                text(user.givenName()),
                text(user.familyName()),
                text(user.email()),
                String.valueOf(user.emailVerified()),
                String.join("\n", user.groups()),
                String.valueOf(user.isAdministrator()),
                String.valueOf(user.roles().contains(Role.HELP_DESK)),
                String.valueOf(user.roles().contains(Role.AUDITOR)),
                String.valueOf(account.version()));
    }

    /** Where this and what is there now are not the same. */
    List<Difference> differences(PersonForm now) {
        return Stream.of(
                        Difference.typed("people.given-name", now.givenName, givenName),
                        Difference.typed("people.family-name", now.familyName, familyName),
                        Difference.typed("people.email", now.email, email),
                        Difference.ticked("people.email.verified", now.emailVerified, emailVerified),
                        Difference.lines("people.groups", now.groupNames(), groupNames()),
                        Difference.ticked("people.administrator", now.administrator, administrator),
                        Difference.ticked("people.role.HELP_DESK", now.helpDesk, helpDesk),
                        Difference.ticked("people.role.AUDITOR", now.auditor, auditor))
                .filter(Difference::exists)
                .toList();
    }

    /** The version that was shown; what is no number was never shown. */
    long shownVersion() {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    boolean hasVerifiedEmail() {
        return Boolean.parseBoolean(emailVerified);
    }

    boolean isAdministrator() {
        return Boolean.parseBoolean(administrator);
    }

    List<String> groupNames() {
        return groups.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    Set<Role> roles() {
        Map<Role, String> ticked = Map.of(Role.ADMIN, administrator, Role.HELP_DESK, helpDesk, Role.AUDITOR, auditor);
        return ticked.entrySet().stream()
                .filter(role -> Boolean.parseBoolean(role.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong by itself; what others have already is checked elsewhere. */
    void check(BindingResult errors) {
        checkName("givenName", givenName, errors);
        checkName("familyName", familyName, errors);
        boolean address = CanonicalName.of(email)
                .filter(name -> name.key().indexOf('@') > 0)
                .isPresent();
        if (!email.isEmpty() && !address) {
            errors.rejectValue("email", "people.email.invalid");
        }
        if (email.isEmpty() && hasVerifiedEmail()) {
            errors.rejectValue("emailVerified", "people.email.missing");
        }
        if (groupNames().stream().anyMatch(group -> !plain(group))) {
            errors.rejectValue("groups", "people.groups.invalid");
        }
        CanonicalName.of(username)
                .filter(CanonicalName::looksLikeAddress)
                .filter(name -> !hasVerifiedEmail()
                        || !CanonicalName.of(email).filter(name::equals).isPresent())
                .ifPresent(name -> errors.rejectValue("email", "people.username.address"));
    }

    void checkUsername(BindingResult errors) {
        if (username.isEmpty()) {
            errors.rejectValue("username", "people.username.empty");
        } else if (CanonicalName.of(username).isEmpty()) {
            errors.rejectValue("username", "people.username.invalid");
        }
    }

    private static void checkName(String field, String name, BindingResult errors) {
        if (!name.isEmpty() && !plain(name)) {
            errors.rejectValue(field, "people.name.invalid");
        }
    }

    /** Can be stored, and is seen as it is: no control characters, no half of a surrogate pair. */
    private static boolean plain(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                && !DirectionMarks.in(text)
                && text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
                    case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR -> true;
                    default -> false;
                });
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
