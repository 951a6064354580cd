package org.vestibule.totp;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.session.FactorMethod;
import org.vestibule.totp.internal.Base32;
import org.vestibule.totp.internal.TotpSecrets;

/** Takes over authenticator apps that people already use, with their keys. */
@Component
public class TotpImport {

    /** RFC 4226 section 4 R6. */
    private static final int MINIMUM_BYTES = 16;

    private final Enrollments enrollments;
    private final TotpSecrets secrets;

    TotpImport(Enrollments enrollments, TotpSecrets secrets) {
        this.enrollments = enrollments;
        this.secrets = secrets;
    }

    /** Whether this is base32 of at least 16 bytes (TOTP-02). */
    public static boolean acceptable(String base32) {
        try {
            return Base32.decode(base32).length >= MINIMUM_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Active enrolments for people who have none of this method.
     *
     * @param base32 an {@link #acceptable} key for each person
     */
    @Transactional
    public void add(Map<UUID, String> base32) {
        Map<UUID, byte[]> keys = base32.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, key -> Base32.decode(key.getValue())));
        secrets.addAll(enrollments.addActive(keys.keySet(), FactorMethod.TOTP), keys);
    }
}
