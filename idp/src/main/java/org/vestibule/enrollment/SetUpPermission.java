package org.vestibule.enrollment;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.session.AccountUse;
import org.vestibule.session.SetUpConfirmations;
import org.vestibule.session.SignInSession;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;

/**
 * Whether a session may make a factor active, asked under the lock on the person (MFA-10): who has a factor has proven one,
 * unless all of them are of methods that were turned off (MFA-11); who has none has used the account lately. Otherwise it
 * takes a code that was given to the owner, in this very session.
 */
@Component
class SetUpPermission {

    private final SetUpCodeRows codes;
    private final SetUpConfirmations confirmations;
    private final AccountUse use;
    private final SecuritySettingsStore settings;

    SetUpPermission(
            SetUpCodeRows codes, SetUpConfirmations confirmations, AccountUse use, SecuritySettingsStore settings) {
        this.codes = codes;
        this.confirmations = confirmations;
        this.use = use;
        this.settings = settings;
    }

    /** @param former what the person has */
    boolean given(SignInSession session, List<Enrollment> former) {
        if (codes.closedTo(session.userId(), session.id())) {
            return false;
        }
        if (former.isEmpty()) {
            return !use.dormant(session.userId()) || confirmations.given(session.id());
        }
        return session.hasSecondFactor() || (allTurnedOff(former) && confirmations.given(session.id()));
    }

    private boolean allTurnedOff(List<Enrollment> former) {
        SecuritySettings current = settings.current();
        return settings.readable() && former.stream().allMatch(one -> current.turnedOff(one.method()));
    }

    /** There is a factor now. */
    void used(UUID userId) {
        codes.delete(userId);
    }
}
