package org.vestibule.totp.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.settings.SecuritySettingsStore;

/** Compares a code with an enrolment's key by the server's time, and spends its time step in the caller's transaction. */
@Component
class TotpVerifier {

    private final TotpSecrets secrets;
    private final SecuritySettingsStore settings;
    private final Clock clock;

    TotpVerifier(TotpSecrets secrets, SecuritySettingsStore settings, Clock clock) {
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    FactorVerification verify(Enrollment enrollment, String code) {
        int window = settings.current().totpWindow();
        Optional<TotpKey> key = secrets.lock(enrollment);
        OptionalLong step =
                key.isPresent() ? TotpCodes.match(key.get(), code, clock.instant(), window) : OptionalLong.empty();
        if (step.isEmpty()) {
            return FactorVerification.WRONG_CODE;
        }
        return secrets.use(enrollment.id(), step.getAsLong())
                ? FactorVerification.ACCEPTED
                : FactorVerification.USED_CODE;
    }
}
