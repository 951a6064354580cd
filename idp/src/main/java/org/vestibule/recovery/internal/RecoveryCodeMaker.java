package org.vestibule.recovery.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.user.PasswordHasher;

/** Makes a person's ten codes: with the first second factor, and again when asked to. */
@Component
class RecoveryCodeMaker {

    private final RecoveryStates states;
    private final RecoveryCodeSets sets;
    private final PasswordHasher hasher;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodeMaker(RecoveryStates states, RecoveryCodeSets sets, PasswordHasher hasher) {
        this.states = states;
        this.sets = sets;
        this.hasher = hasher;
    }

    /** Makes codes for somebody who has none left; of simultaneous callers one gets them. */
    Optional<FreshCodes> makeWhereNone(UUID userId, UUID sessionId) {
        return make(userId, sessionId, state -> state.left() == 0);
    }

    /**
     * Makes codes in place of the present ones.
     *
     * @param former when the set was made that the person sees, null or empty where none is; one made since stays, for
     *     another page shows it
     */
    Optional<FreshCodes> makeAnew(UUID userId, UUID sessionId, @Nullable String former) {
        return make(
                userId,
                sessionId,
                state -> Objects.toString(state.madeAt(), "").equals(Objects.requireNonNullElse(former, "")));
    }

    private Optional<FreshCodes> make(UUID userId, UUID sessionId, Predicate<RecoveryState> wanted) {
        if (!wanted.test(states.of(userId))) {
            return Optional.empty();
        }
        // hashing takes its time, so it comes before the transaction, which decides anew
        List<RecoveryCode> codes = RecoveryCode.generate(RecoveryState.CODES, random);
        Map<String, String> hashes =
                codes.stream().collect(Collectors.toMap(RecoveryCode::selector, code -> hasher.hash(code.secret())));
        List<String> texts = codes.stream().map(RecoveryCode::text).toList();
        return sets.replace(userId, sessionId, hashes, wanted).map(madeAt -> new FreshCodes(madeAt, texts));
    }
}
