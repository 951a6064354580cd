package org.vestibule.sms.internal;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.sms.SmsDelivery.Outcome;

/**
 * The right to send one message: the person's cool-down, the budgets, and no sign of pumping. Taken before sending, inside
 * a transaction that the caller rolls back unless it is {@link Taken}.
 */
@Component
class CodeSlots {

    private final Cooldown cooldown;
    private final Budgets budgets;
    private final Sends sends;

    CodeSlots(Cooldown cooldown, Budgets budgets, Sends sends) {
        this.cooldown = cooldown;
        this.budgets = budgets;
        this.sends = sends;
    }

    /** What came of asking. */
    sealed interface Answer {}

    /** The message may go out. */
    record Taken(CodeRequest request, UUID sendId, Cooldown.Slot slot) implements Answer {}

    /** The person has to wait. */
    record Cooling() implements Answer {}

    /** A budget is empty; for the audit trail only, the person sees a failed gateway. */
    record Blocked(String budget) implements Answer {}

    Answer take(CodeRequest request, UUID sendId) {
        Optional<Cooldown.Slot> slot = cooldown.take(request.userId());
        if (slot.isEmpty()) {
            return new Cooling();
        }
        Optional<String> empty = budgets.held(request.number()).or(() -> budgets.take(request));
        if (empty.isPresent()) {
            return new Blocked(empty.get());
        }
        if (sends.pumped(request.number())) {
            return new Blocked("sms-conversion");
        }
        sends.add(sendId, request.userId(), request.number());
        return new Taken(request, sendId, slot.get());
    }

    /** The gateway certainly did not accept the message; what it said may stop the next ones. */
    void giveBack(Taken taken, Outcome outcome) {
        budgets.hold(taken.request().number(), outcome);
        cooldown.giveBack(taken.slot());
        budgets.giveBack(taken.request());
        sends.delete(taken.sendId());
    }

    /** The code of a message was entered. */
    void entered(UUID sendId) {
        sends.entered(sendId);
    }

    /** A second factor was completed: the waiting starts over. */
    void startOver(UUID userId) {
        cooldown.startOver(userId);
    }

    /** Seconds until this person may ask for a new code, 0: now. */
    long waitSeconds(UUID userId) {
        return cooldown.waitSeconds(userId);
    }
}
