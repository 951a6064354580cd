package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.sms.SmsSender;

/** Keeps what it is given and answers what a test wants. */
final class RecordingSender implements SmsSender {

    final List<Message> messages = new CopyOnWriteArrayList<>();
    volatile Outcome outcome = Outcome.ACCEPTED;

    record Message(PhoneNumber to, String body) {

        /** The code it carries. */
        String code() {
            return body.substring(0, 6);
        }
    }

    @Override
    public SmsDelivery send(TwilioAccount account, PhoneNumber to, String body, Duration validity) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message must not be sent inside a transaction");
        }
        messages.add(new Message(to, body));
        return new SmsDelivery(outcome, 0);
    }

    @Override
    public SmsDelivery sendTest(TwilioAccount account, PhoneNumber to) {
        return send(account, to, "test", Duration.ofMinutes(5));
    }

    Message last() {
        return messages.get(messages.size() - 1);
    }

    void reset() {
        messages.clear();
        outcome = Outcome.ACCEPTED;
    }
}
