package org.vestibule.totp.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.spi.FactorCheck;
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
        return check(enrollment, code).verification();
    }

    /** The same, and how far the phone's clock is behind where that is why the code is wrong. */
    FactorCheck check(Enrollment enrollment, String code) {
        Optional<LockedKey> locked = secrets.lock(enrollment);
        if (locked.isEmpty()) {
            return new FactorCheck(FactorVerification.WRONG_CODE, 0);
        }
        TotpKey key = locked.get().key();
        Instant now = clock.instant();
        int window = settings.current().totpWindow();
        OptionalLong step = TotpCodes.match(key, code, now, window);
        if (step.isEmpty()) {
            return new FactorCheck(
                    FactorVerification.WRONG_CODE,
                    TotpCodes.minutesBehind(key, code, now, window, locked.get().lastStep()));
        }
        return secrets.use(enrollment.id(), step.getAsLong())
                ? new FactorCheck(FactorVerification.ACCEPTED, 0, enrollment.id())
                : new FactorCheck(FactorVerification.USED_CODE, 0);
    }
}
