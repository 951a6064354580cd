package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.TextMessages;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsSender;
import org.vestibule.throttle.Attempts;

/** What the Security page asks of the gateway. */
@Component
class TestTextMessages implements TextMessages {

    private static final int TESTS = 20;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final SmsSender sender;
    private final NumberRules rules;
    private final Attempts attempts;

    TestTextMessages(SmsSender sender, NumberRules rules, Attempts attempts) {
        this.sender = sender;
        this.rules = rules;
        this.attempts = attempts;
    }

    @Override
    public Answer sendTest(TwilioAccount account, String number, UUID administrator) {
        if (attempts.take("sms-test", administrator.toString(), TESTS, WINDOW).isPresent()) {
            return new Answer(false, "sms.test.too-many-tests");
        }
        SmsDelivery delivery = sender.sendTest(account, new PhoneNumber(number));
        return new Answer(delivery.accepted(), delivery.messageKey());
    }

    @Override
    public boolean reachAnyCountry(SecuritySettings settings) {
        return rules.allowAnyCountry(settings);
    }
}
