package org.vestibule.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.session.AccountUse;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SetUpState;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.User;

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
    private final GracePeriods grace;
    private final SetUpCodes setUpCodes;
    private final AccountUse use;
    private final Clock clock;

    SignInPolicy(
            SecuritySettingsStore settings,
            AdministratorProperties administrators,
            GracePeriods grace,
            SetUpCodes setUpCodes,
            AccountUse use,
            Clock clock) {
        this.use = use;
        this.grace = grace;
        this.setUpCodes = setUpCodes;
        this.settings = settings;
        this.administrators = administrators;
        this.clock = clock;
    }

    /** Whether a person with such enrolments is asked for a second factor at sign-in. */
    boolean asksAtSignIn(boolean enrolled) {
        return enrolled && settings.current().asksEnrolled();
    }

    /** Whether somebody who has just given the password owes more, and be it the code after a reset (MFA-17). */
    boolean owesMoreThanPassword(User user, boolean enrolled) {
        return setUpCodes.owed(user.id()) || (enrolled ? asksAtSignIn(true) : mustSetUp(user) || asksMailedCode(user));
    }

    /** Whether there is a second factor that a person may set up. */
    boolean canSetUp(User person) {
        return canSetUp(settings.current(), person);
    }

    private boolean canSetUp(SecuritySettings current, User person) {
        boolean mayUseTextMessages = !person.isStaff() || administrators.allowTextMessages();
        return current.offersApp()
                || (person.isStaff() && administrators.requireTwoFactor())
                || (current.offersTextMessages() && mayUseTextMessages);
    }

    /** Whether the session may do nothing but continue signing in (MFA-01). */
    public boolean owesSecondFactor(IdpUser user) {
        Due due = due(user);
        return due != Due.NOTHING && due != Due.RECOVERY_CODES;
    }

    /** What the session must do before anything else. */
    public Due due(IdpUser user) {
        SignInSession session = user.session();
        if (user.setUp() == SetUpState.OWED || user.setUp() == SetUpState.GIVEN) {
            return afterReset(user);
        }
        if (session.hasSecondFactor()) {
            return owesCodes(user) ? Due.RECOVERY_CODES : Due.NOTHING;
        }
        if (!user.enrolled().isEmpty()) {
            boolean asked = asksAtSignIn(true) && !trusted(user);
            if (session.complete() && !asked) {
                return Due.NOTHING;
            }
            return confirmed(user) ? Due.SET_UP : Due.SECOND_FACTOR;
        }
        if (mustSetUp(user.user())) {
            if (confirmed(user)) {
                return Due.SET_UP;
            }
            if (owesConfirmation(user)) {
                return Due.SECOND_FACTOR;
            }
            // the state in which a first factor can be set up lasts ten minutes from the password (MFA-10)
            boolean stale = session.passwordAt().plus(SignInSessions.INCOMPLETE).isBefore(clock.instant());
            return stale ? Due.PASSWORD : Due.SET_UP;
        }
        if (session.complete()) {
            return Due.NOTHING;
        }
        return asksMailedCode(user.user()) ? Due.SECOND_FACTOR : Due.PASSWORD;
    }

    /** Whether a code that goes to the owner comes before the set-up of a factor, in this session. */
    boolean owesConfirmation(IdpUser user) {
        return user.setUp() == SetUpState.NONE && owesConfirmation(settings.current(), user.user(), user.enrolled());
    }

    private boolean owesConfirmation(SecuritySettings current, User user, Set<FactorMethod> enrolled) {
        return enrolled.isEmpty()
                ? canSetUp(current, user) && use.dormant(user.id())
                : stranded(current, user, enrolled);
    }

    /**
     * Whether that code may be mailed: not where the mail box gave the password of somebody who has a factor, because it would
     * then be enough to take the account over (MFA-09). After a reset an administrator's code is asked instead.
     */
    boolean mailConfirms(SecuritySettings current, User user, Set<FactorMethod> enrolled) {
        return owesConfirmation(current, user, enrolled)
                && (enrolled.isEmpty() ? !setUpCodes.owed(user.id()) : !use.passwordMailed(user.id()));
    }

    /** Whether the code was given, and is what this person still needs. */
    private boolean confirmed(IdpUser user) {
        return user.setUp() == SetUpState.CONFIRMED
                && (user.enrolled().isEmpty() || stranded(settings.current(), user.user(), user.enrolled()));
    }

    /** Whether all of a person's methods were turned off while another can be set up (MFA-11). */
    private boolean stranded(SecuritySettings current, User user, Set<FactorMethod> enrolled) {
        // staff keep the use of their app, whatever the settings say
        return enrolled.stream()
                        .allMatch(
                                method -> current.turnedOff(method) && !(user.isStaff() && method == FactorMethod.TOTP))
                && canSetUp(current, user)
                && settings.readable();
    }

    /** What a page that sets a factor up still needs. */
    public Missing missingForSetUp(IdpUser user) {
        if (user.session().passwordAt().isBefore(clock.instant().minus(FRESH))) {
            return Missing.PASSWORD;
        }
        if (confirmed(user)) {
            return Missing.NOTHING;
        }
        return owesConfirmation(user) ? Missing.SECOND_FACTOR : missingForSensitive(user);
    }

    /** Whether a sign-in of this person, who has no second factor and need not set one up now, ends with a code by mail. */
    private boolean asksMailedCode(User user) {
        return settings.current().asksMailedCode() && user.verifiedEmail().isPresent();
    }

    /**
     * New codes in place of the last one are to be saved by everybody (MFA-14), the first ones and those of one's own accord
     * by whoever must use a second factor (MFA-10).
     */
    private boolean owesCodes(IdpUser user) {
        return !user.enrolled().isEmpty()
                && switch (user.codes()) {
                    case OWED -> true;
                    case UNSAVED ->
                        mustUse(user.user()) || (user.user().isStaff() && administrators.requireTwoFactor());
                    case SAVED, NONE -> false;
                };
    }

    /**
     * First the set-up code, then in the session that gave it the set-up, and nothing else until there is a factor (MFA-17).
     * That session ends by itself ten minutes after the code.
     */
    private Due afterReset(IdpUser user) {
        return user.setUp() == SetUpState.GIVEN && canSetUp(user.user()) ? Due.SET_UP : Due.SECOND_FACTOR;
    }

    /** Whether a person without any second factor gets no further than to setting one up. */
    boolean mustSetUp(User user) {
        return mustUse(user)
                && grace.end(user.id(), settings.current().requirement()).isEmpty();
    }

    /** Until when a person without any second factor may still put off what must be; empty where nothing must be, or now. */
    Optional<Instant> mayPutOffUntil(User user) {
        return mustUse(user) ? grace.end(user.id(), settings.current().requirement()) : Optional.empty();
    }

    /** Whether the administrator's rule wants this person to use a second factor. */
    public boolean mustUse(User user) {
        return settings.current().requires(user, clock.instant());
    }

    /** Whether a trusted browser stands in for the second factor at present. Never for anybody with a role (MFA-12). */
    private static boolean trusted(IdpUser user) {
        return user.session().complete()
                && user.session().trusted()
                && user.user().roles().isEmpty();
    }

    /** Whether a second factor would be owed but for the trust in this browser: nothing else than a plain sign-in may use it. */
    public boolean onlyTrusted(IdpUser user) {
        return !user.session().hasSecondFactor()
                && trusted(user)
                && asksAtSignIn(!user.enrolled().isEmpty());
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
        return user.user().isStaff()
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

    /** What comes first for a session. */
    public enum Due {
        NOTHING,
        /** The sign-in is too old to go on with, or what it waited for is not wanted any more. */
        PASSWORD,
        SECOND_FACTOR,
        /** A first second factor, because the person must use one (MFA-10). */
        SET_UP,
        /** Recovery codes that are saved: the last one is used up, or nobody said that the present ones are (MFA-14). */
        RECOVERY_CODES
    }

    /** A proof or set-up that is still missing. */
    public enum Missing {
        NOTHING,
        PASSWORD,
        SECOND_FACTOR,
        APP_SET_UP
    }
}
