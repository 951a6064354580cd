package org.vestibule.enrollment;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.PasswordHasher;

/**
 * The set-up code on the second-factor page, with the limits of the second factor (TOTP-07). It is none itself: it opens the
 * set-up of one, and sign-in completes no session with it.
 */
@Component
class SetUpCodeFactor implements SecondFactor {

    private final SetUpCodeRows rows;
    private final PasswordHasher hasher;
    private final Clock clock;

    SetUpCodeFactor(SetUpCodeRows rows, PasswordHasher hasher, Clock clock) {
        this.rows = rows;
        this.hasher = hasher;
        this.clock = clock;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.SET_UP_CODE;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return true;
    }

    @Override
    public boolean usable(FactorRequest request) {
        return rows.hash(request.userId(), clock.instant()).isPresent();
    }

    @Override
    public FactorPrompt prompt(FactorRequest request) {
        return new FactorPrompt("signin.set-up-code.hint", List.of(), "signin.set-up-code.hint", List.of(), false, 0);
    }

    @Override
    public FactorVerification verify(FactorRequest request, String typed) {
        Optional<SetUpCode> code = SetUpCode.parse(typed);
        Optional<String> hash = rows.hash(request.userId(), clock.instant());
        return code.isPresent()
                        && hash.isPresent()
                        && hasher.matches(code.get().value(), hash.get())
                        && rows.use(request.userId(), hash.get(), request.sessionId(), clock.instant())
                ? FactorVerification.ACCEPTED
                : FactorVerification.WRONG_CODE;
    }
}
