package org.vestibule.sms.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsFailed;
import org.vestibule.sms.SmsSent;

/**
 * Codes by text message, from the slot to the use. Slot and challenge are stored before the message goes out, which
 * happens outside any transaction; they are taken back only when the gateway certainly did not accept it (SMS-09).
 */
@Component
class SmsCodes {

    private static final int CODES = 1_000_000;
    private static final String HASH = "sms-code";

    private final SecureRandom random = new SecureRandom();
    private final CodeGateway gateway;
    private final CodeSlots slots;
    private final Challenges challenges;
    private final KeyedHash hash;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    SmsCodes(
            CodeGateway gateway,
            CodeSlots slots,
            Challenges challenges,
            KeyedHash hash,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.gateway = gateway;
        this.slots = slots;
        this.challenges = challenges;
        this.hash = hash;
        this.transaction = transaction;
        this.events = events;
    }

    /** Sends a new code where that is allowed now. */
    CodeSending send(CodeRequest request) {
        return send(request, () -> {});
    }

    /**
     * Sends a new code where that is allowed now.
     *
     * @param alongside belongs to the same transaction as the slot: it happens only if one is free
     */
    CodeSending send(CodeRequest request, Runnable alongside) {
        Optional<CodeGateway.Refusal> refusal = gateway.refusal(request.number());
        if (refusal.isPresent()) {
            failed(request, refusal.get().reason(), 0);
            return refusal.get().sending();
        }
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        CodeSlots.Answer answer = prepare(request, code, alongside);
        if (answer instanceof CodeSlots.Blocked blocked) {
            failed(request, blocked.budget(), 0);
            return CodeSending.FAILED;
        }
        return answer instanceof CodeSlots.Taken taken
                ? settle(taken, gateway.sendCode(request.userId(), request.number(), code))
                : CodeSending.COOLING_DOWN;
    }

    private CodeSlots.Answer prepare(CodeRequest request, String code, Runnable alongside) {
        UUID id = UUID.randomUUID();
        return transaction.execute(status -> {
            alongside.run();
            // the same order of locks as when a code is entered: challenge, cool-down
            challenges.put(request, id, hash(request, id, code), gateway.validity());
            CodeSlots.Answer answer = slots.take(request, id);
            if (!(answer instanceof CodeSlots.Taken)) {
                status.setRollbackOnly();
            }
            return answer;
        });
    }

    private CodeSending settle(CodeSlots.Taken taken, SmsDelivery delivery) {
        CodeRequest request = taken.request();
        if (delivery.accepted()) {
            transaction.executeWithoutResult(status -> events.publishEvent(new SmsSent(
                    request.userId(),
                    request.sessionId(),
                    request.purpose().id(),
                    request.number().masked())));
            return CodeSending.SENT;
        }
        transaction.executeWithoutResult(status -> {
            if (delivery.outcome().certainlyNotAccepted()) {
                challenges.revoke(taken.sendId());
                slots.giveBack(taken, delivery.outcome());
            }
            failed(request, delivery.outcome().id(), delivery.code());
        });
        return switch (delivery.outcome()) {
            case NUMBER_REFUSED -> CodeSending.NUMBER_REFUSED;
            case COUNTRY_NOT_ENABLED -> CodeSending.COUNTRY_REFUSED;
            default -> CodeSending.FAILED;
        };
    }

    private void failed(CodeRequest request, String reason, int code) {
        transaction.executeWithoutResult(status -> events.publishEvent(new SmsFailed(
                request.userId(),
                request.sessionId(),
                request.purpose().id(),
                request.number().masked(),
                reason,
                code)));
    }

    /** Checks six digits and uses the code up when they are right; inside the caller's transaction (SMS-06). */
    FactorVerification verify(CodeRequest request, String code) {
        Optional<Challenges.Live> live = challenges.take(request);
        if (live.isEmpty()) {
            return challenges.find(request).filter(Challenges.Stored::used).isPresent()
                    ? FactorVerification.USED_CODE
                    : FactorVerification.EXPIRED_CODE;
        }
        UUID id = live.get().id();
        if (!hash.matches(HexFormat.of().parseHex(live.get().codeHash()), HASH, parts(request, id, code))) {
            challenges.eraseSpent(id);
            return live.get().sends() > 1 ? FactorVerification.WRONG_CODE_AFTER_RESEND : FactorVerification.WRONG_CODE;
        }
        if (!challenges.consume(id)) {
            return FactorVerification.USED_CODE;
        }
        slots.entered(id);
        return FactorVerification.ACCEPTED;
    }

    /** When the newest code went out, as long as it is good; empty when there is none to wait for. */
    Optional<Instant> sentAt(CodeRequest request) {
        return challenges.find(request).filter(Challenges.Stored::live).map(Challenges.Stored::sentAt);
    }

    /** Seconds until this person may ask for a new code, 0: now. */
    long waitSeconds(UUID userId) {
        return slots.waitSeconds(userId);
    }

    /** A second factor was completed: the waiting starts over. */
    void completed(UUID userId) {
        slots.startOver(userId);
    }

    // SMS-04: the hash covers what the code is bound to, so a row moved elsewhere fits nothing
    private byte[] hash(CodeRequest request, UUID id, String code) {
        return hash.mac(HASH, parts(request, id, code));
    }

    private static byte[][] parts(CodeRequest request, UUID id, String code) {
        return new byte[][] {
            bytes(code),
            bytes(id.toString()),
            bytes(request.userId().toString()),
            bytes(request.purpose().id())
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
