package org.vestibule.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.importing.yaml.Section;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.totp.TotpImport;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.NewUser;
import org.vestibule.user.PasswordRefusal;
import org.vestibule.user.Passwords;
import org.vestibule.user.Role;

/** The list {@code users} of the file. */
@Component
class PersonReader {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_GROUP = 100;

    private final Passwords passwords;

    PersonReader(Passwords passwords) {
        this.passwords = passwords;
    }

    List<ImportedPerson> read(List<Section> sections) {
        List<ImportedPerson> people = new ArrayList<>(sections.size());
        Map<String, Section> names = new HashMap<>();
        Map<String, Section> addresses = new HashMap<>();
        for (Section section : sections) {
            ImportedPerson person = person(section);
            if (person != null) {
                refuseTwice(names, person.name(), "username", section);
                CanonicalName address = person.verifiedAddress();
                if (address != null) {
                    refuseTwice(addresses, address, "email", section);
                }
                people.add(person);
            }
        }
        return people;
    }

    private static void refuseTwice(Map<String, Section> seen, CanonicalName name, String key, Section section) {
        Section former = seen.putIfAbsent(name.key(), section);
        if (former != null) {
            section.problem(key, "is in line " + former.line(key) + " already");
        }
    }

    private @Nullable ImportedPerson person(Section section) {
        CanonicalName name = section.parsed("username", PersonReader::name);
        String username = section.text("username");
        String email = section.parsed("email", PersonReader::address);
        Boolean verified = section.flag("emailVerified");
        NewUser account = new NewUser(
                username == null ? "" : username,
                email,
                Boolean.TRUE.equals(verified),
                section.parsed("givenName", PersonReader::personName),
                section.parsed("familyName", PersonReader::personName),
                section.parsed("locale", PersonReader::locale),
                ClaimsReader.read(section.section("claims")),
                roles(section),
                groups(section),
                section.parsed("passwordHash", PersonReader::hash),
                section.parsed("preferredMethod", PersonReader::method),
                !Boolean.FALSE.equals(section.flag("enabled")));
        ImportedPerson person = new ImportedPerson(
                section,
                name == null ? new CanonicalName("") : name,
                account,
                named(section, account),
                password(section, account),
                section.parsed("totpSecret", PersonReader::totpSecret),
                phone(section));
        section.end();
        refuseContradictions(section, person);
        return name == null ? null : person;
    }

    private static void refuseContradictions(Section section, ImportedPerson person) {
        NewUser account = person.account();
        if (!section.has("username")) {
            section.problem("username", "is missing");
        }
        if (section.has("password") && section.has("passwordHash")) {
            section.problem("passwordHash", "stands beside a password; keep one of them");
        }
        if (account.emailVerified() && !section.has("email")) {
            section.problem("emailVerified", "needs an email");
        }
        if (section.has("phoneVerified") && !section.has("phone")) {
            section.problem("phoneVerified", "needs a phone");
        }
    }

    // in the order of the contract; only what the file says is ever marked
    private static Map<String, Object> named(Section section, NewUser account) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("email", account.email());
        all.put("emailVerified", account.emailVerified());
        all.put("givenName", account.givenName());
        all.put("familyName", account.familyName());
        all.put("locale", account.locale());
        all.put("claims", account.claims());
        all.put("roles", account.roles());
        all.put("groups", account.groups());
        all.put("preferredMethod", account.preferredMethod());
        all.put("enabled", account.enabled());
        Map<String, Object> named = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (value != null && section.has(key)) {
                named.put(key, value);
            }
        });
        return named;
    }

    private static Set<Role> roles(Section section) {
        List<Role> roles = section.list("roles", PersonReader::role);
        return roles == null ? Set.of() : Set.copyOf(roles);
    }

    private static List<String> groups(Section section) {
        List<String> groups = section.list("groups", PersonReader::group);
        return groups == null ? List.of() : groups.stream().distinct().sorted().toList();
    }

    private @Nullable String password(Section section, NewUser account) {
        return section.parsed("password", password -> {
            passwords.refusal(account, password).ifPresent(refusal -> {
                throw new IllegalArgumentException(reason(refusal, passwords.minimum()));
            });
            return password;
        });
    }

    private static @Nullable ImportedPhone phone(Section section) {
        PhoneNumber number = section.parsed("phone", PersonReader::phoneNumber);
        boolean verified = Boolean.TRUE.equals(section.flag("phoneVerified"));
        return number == null ? null : new ImportedPhone(number, verified);
    }

    private static CanonicalName name(String typed) {
        return CanonicalName.of(typed)
                .orElseThrow(() -> new IllegalArgumentException("is too long or has characters that cannot be used"));
    }

    private static String address(String typed) {
        String address = typed.strip();
        if (!ADDRESS.matcher(address).matches() || CanonicalName.of(address).isEmpty()) {
            throw new IllegalArgumentException("is not an e-mail address");
        }
        return address;
    }

    private static String personName(String typed) {
        if (typed.length() > LONGEST_NAME || typed.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is too long or has characters that cannot be used");
        }
        return typed;
    }

    private static String locale(String typed) {
        if (!LANGUAGE.matcher(typed).matches()) {
            throw new IllegalArgumentException("is not a language tag such as en or pt-BR");
        }
        return Locale.forLanguageTag(typed).toLanguageTag();
    }

    private static Role role(String typed) {
        for (Role role : Role.values()) {
            if (role.name().equals(typed)) {
                return role;
            }
        }
        throw new IllegalArgumentException("is not a role; there are ADMIN, HELP_DESK and AUDITOR");
    }

    private static String group(String typed) {
        if (typed.length() > LONGEST_GROUP || typed.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "is longer than " + LONGEST_GROUP + " characters or has control characters");
        }
        return typed;
    }

    private static String method(String typed) {
        if (!Set.of("totp", "sms").contains(typed)) {
            throw new IllegalArgumentException("is neither totp nor sms");
        }
        return typed;
    }

    private static String hash(String typed) {
        return Passwords.recognize(typed)
                .orElseThrow(() -> new IllegalArgumentException("is of no known format; known are $argon2id$…,"
                        + " {argon2}…, {bcrypt}… and {pbkdf2}…, of a cost that can be verified"));
    }

    private static String totpSecret(String typed) {
        if (!TotpImport.acceptable(typed)) {
            throw new IllegalArgumentException("is not base32 of at least 16 bytes");
        }
        return typed;
    }

    private static PhoneNumber phoneNumber(String typed) {
        return PhoneNumber.ofTyped(typed)
                .orElseThrow(() -> new IllegalArgumentException("is not a phone number: + and 7 to 15 digits"));
    }

    private static String reason(PasswordRefusal refusal, int minimum) {
        return switch (refusal) {
            case TOO_SHORT -> "is too short: it needs " + minimum + " characters";
            case TOO_LONG -> "is too long: it may have 256 characters";
            case UNUSABLE_CHARACTER -> "has a character that cannot be used";
            case COMMON -> "is on the list of common passwords";
            case PREDICTABLE -> "is made of the person's name or address or the name of this service";
            case UNCHANGED -> "is the present one";
            case NOT_PERMITTED -> "may not be set";
        };
    }
}
