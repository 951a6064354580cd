package org.vestibule.recovery.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.recovery.RecoveryCodeUsed;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.PasswordHasher;

/** A recovery code in place of a lost phone. */
@Component
class RecoveryFactor implements SecondFactor {

    private final RecoveryCodeRows rows;
    private final RecoveryStates states;
    private final Enrollments enrollments;
    private final PasswordHasher hasher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecoveryFactor(
            RecoveryCodeRows rows,
            RecoveryStates states,
            Enrollments enrollments,
            PasswordHasher hasher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.states = states;
        this.enrollments = enrollments;
        this.hasher = hasher;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.RECOVERY_CODE;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return true;
    }

    @Override
    public boolean usable(FactorRequest request) {
        return states.of(request.userId()).left() > 0
                && !enrollments.active(request.userId()).isEmpty();
    }

    @Override
    public FactorPrompt prompt(FactorRequest request) {
        return new FactorPrompt("recovery.hint", List.of(), "recovery.help", List.of(), false, 0);
    }

    /** MFA-14: few codes are left, or none. */
    @Override
    public Optional<String> reminder(FactorRequest request) {
        return states.of(request.userId()).few()
                        && !enrollments.active(request.userId()).isEmpty()
                ? Optional.of(RecoveryCodesController.REMINDER)
                : Optional.empty();
    }

    /** The selector leads to one code, so an attempt costs at most one hash (MFA-13). */
    @Override
    public FactorVerification verify(FactorRequest request, String typed) {
        Optional<RecoveryCode> code = RecoveryCode.parse(typed);
        Optional<String> hash = code.flatMap(parsed -> rows.hash(request.userId(), parsed.selector()));
        if (code.isEmpty() || hash.isEmpty() || !hasher.matches(code.get().secret(), hash.get())) {
            return FactorVerification.WRONG_CODE;
        }
        if (!rows.use(request.userId(), code.get().selector(), hash.get(), clock.instant())) {
            return FactorVerification.USED_CODE;
        }
        events.publishEvent(new RecoveryCodeUsed(
                request.userId(),
                request.sessionId(),
                states.of(request.userId()).left()));
        return FactorVerification.ACCEPTED;
    }
}
