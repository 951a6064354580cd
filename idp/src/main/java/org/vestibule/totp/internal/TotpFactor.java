package org.vestibule.totp.internal;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.FactorRemoved;
import org.vestibule.enrollment.spi.FactorCheck;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;

/** Codes of an authenticator app. */
@Component
class TotpFactor implements SecondFactor {

    private final Enrollments enrollments;
    private final TotpSecrets secrets;
    private final TotpVerifier verifier;
    private final SecuritySettingsStore settings;
    private final Users users;
    private final IdpProperties properties;

    TotpFactor(
            Enrollments enrollments,
            TotpSecrets secrets,
            TotpVerifier verifier,
            SecuritySettingsStore settings,
            Users users,
            IdpProperties properties) {
        this.enrollments = enrollments;
        this.settings = settings;
        this.users = users;
        this.secrets = secrets;
        this.verifier = verifier;
        this.properties = properties;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.TOTP;
    }

    /** The settings alone never forbid it: whom they take it away from is decided for each person. */
    @Override
    public boolean allowed(SecuritySettings settings) {
        return true;
    }

    /**
     * Turning the switch off takes no enrolled app away; choosing no QR code service while it is on does, except for
     * administrators, whom the administration asks for their app whatever these settings say (contract, section 6).
     */
    @Override
    public boolean usable(FactorRequest request) {
        return enrollments.active(request.userId(), FactorMethod.TOTP).isPresent()
                && (offered(settings.current()) || administrator(request));
    }

    private static boolean offered(SecuritySettings settings) {
        return !settings.twoFactorEnabled() || settings.qrCodeService() != QrCodeService.NONE;
    }

    private boolean administrator(FactorRequest request) {
        return users.byId(request.userId()).filter(User::isStaff).isPresent();
    }

    @Override
    public FactorPrompt prompt(FactorRequest request) {
        return new FactorPrompt("totp.hint", List.of(properties.name()), "totp.help", List.of(), false, 0);
    }

    @Override
    public FactorVerification verify(FactorRequest request, String code) {
        return check(request, code).verification();
    }

    /**
     * A code of any of the person's apps will do; nobody has to say which. It was counted once, as one guess, before it came
     * here, and the limit of TOTP-07 is the person's, so several apps give no more guesses. Each guess then meets as many
     * secrets as the person has apps: its chance is that many times the one of a single app, five times at the most, which
     * is what several secrets mean. Each app remembers its own used steps (TOTP-05, TOTP-06).
     */
    @Override
    public FactorCheck check(FactorRequest request, String code) {
        FactorCheck best = new FactorCheck(FactorVerification.WRONG_CODE, 0);
        for (Enrollment app : enrollments.all(request.userId(), FactorMethod.TOTP)) {
            FactorCheck check = verifier.check(app, code);
            if (check.verification() == FactorVerification.ACCEPTED) {
                enrollments.used(app.id());
                return check;
            }
            best = moreTelling(best, check);
        }
        return best;
    }

    /** That a code was used before says more than how late the clock is that made it, and that more than nothing. */
    private static FactorCheck moreTelling(FactorCheck one, FactorCheck other) {
        if (one.verification() == FactorVerification.USED_CODE) {
            return one;
        }
        return other.verification() == FactorVerification.USED_CODE || one.minutesBehind() == 0 ? other : one;
    }

    /** A removed factor stays in the history without its secret (TOTP-16). */
    @EventListener
    void forget(FactorRemoved removed) {
        if (removed.method() == FactorMethod.TOTP) {
            secrets.delete(removed.enrollmentId());
        }
    }
}
