package org.vestibule.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;

/**
 * Who still owes which proof. Asked at every request, from the database's present state, so a session never keeps an older
 * answer (MFA-07, MFA-08).
 */
@Component
public class SignInPolicy {

    /** A proof for a sensitive page is not older than this (MFA-16). */
    public static final Duration FRESH = Duration.ofMinutes(5);

    private final SecuritySettingsStore settings;
    private final AdministratorProperties administrators;
    private final Clock clock;

    SignInPolicy(SecuritySettingsStore settings, AdministratorProperties administrators, Clock clock) {
        this.settings = settings;
        this.administrators = administrators;
        this.clock = clock;
    }

    /** Whether a person with such enrolments is asked for a second factor at sign-in. */
    boolean asksAtSignIn(boolean enrolled) {
        return enrolled && settings.current().asksEnrolled();
    }

    /** Whether the session may do nothing but continue signing in (MFA-01). */
    public boolean owesSecondFactor(IdpUser user) {
        SignInSession session = user.session();
        if (session.hasSecondFactor()) {
            return false;
        }
        return !session.complete() || asksAtSignIn(!user.enrolled().isEmpty());
    }

    /** What a sensitive page still needs: the strongest proof the account has, not older than five minutes. */
    public Missing missingForSensitive(IdpUser user) {
        Instant oldest = clock.instant().minus(FRESH);
        SignInSession session = user.session();
        if (session.passwordAt().isBefore(oldest)) {
            return Missing.PASSWORD;
        }
        boolean stale = session.factorAt() == null || session.factorAt().isBefore(oldest) || weakerThanApp(user);
        return stale && !user.enrolled().isEmpty() ? Missing.SECOND_FACTOR : Missing.NOTHING;
    }

    /** An administrator who has the app cannot replace or remove it after a text message (contract, section 6). */
    private boolean weakerThanApp(IdpUser user) {
        return user.user().isAdministrator()
                && !administrators.allowTextMessages()
                && user.session().factorMethod() == FactorMethod.SMS
                && user.enrolled().contains(FactorMethod.TOTP);
    }

    /** What the administration still needs from an administrator (contract, section 6). */
    public Missing missingForAdministration(IdpUser user) {
        boolean app = user.enrolled().contains(FactorMethod.TOTP);
        boolean onlyText = user.session().factorMethod() == FactorMethod.SMS && !administrators.allowTextMessages();
        if (user.enrolled().isEmpty()) {
            return administrators.requireTwoFactor() ? Missing.APP_SET_UP : Missing.NOTHING;
        }
        if (!user.session().hasSecondFactor()) {
            return Missing.SECOND_FACTOR;
        }
        if (onlyText) {
            return app ? Missing.SECOND_FACTOR : Missing.APP_SET_UP;
        }
        return Missing.NOTHING;
    }

    /** The administrator's settings in force. */
    SecuritySettings settings() {
        return settings.current();
    }

    /** A proof or set-up that is still missing. */
    public enum Missing {
        NOTHING,
        PASSWORD,
        SECOND_FACTOR,
        APP_SET_UP
    }
}
