package org.vestibule.user.hashing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** A format of other systems that an import may bring, written as Spring Security writes it. Only ever verified. */
record LegacyHash(Pattern format, PasswordEncoder encoder) {

    private static final List<LegacyHash> KNOWN = List.of(
            // costs from 4 to 15: one more doubles the time, and 15 already takes seconds (AVL-03)
            new LegacyHash(
                    Pattern.compile("\\{bcrypt\\}(\\$2[aby]\\$(?:0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53})"),
                    new BCryptPasswordEncoder()),
            // 8 bytes of salt and 32 of key
            new LegacyHash(Pattern.compile("\\{pbkdf2\\}([0-9a-f]{80})"), pbkdf2BeforeV58()),
            // 16 bytes of salt and 32 of key
            new LegacyHash(
                    Pattern.compile("\\{pbkdf2(?:@SpringSecurity_v5_8)?\\}([0-9a-f]{96})"),
                    Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));

    static Optional<LegacyHash> of(String encoded) {
        return KNOWN.stream()
                .filter(legacy -> legacy.format.matcher(encoded).matches())
                .findFirst();
    }

    boolean matches(String password, String encoded) {
        return encoder.matches(password, format.matcher(encoded).replaceFirst("$1"));
    }

    // deprecated for new hashes, but what {pbkdf2} without a version means
    @SuppressWarnings("deprecation")
    private static PasswordEncoder pbkdf2BeforeV58() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5();
    }
}
