package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsSender;

/** The gateway as the settings of this moment want it: which numbers it may be asked for, and with which account. */
@Component
class CodeGateway {

    private final SecuritySettingsStore settings;
    private final NumberRules rules;
    private final SmsSender sender;
    private final CodeMessages messages;
    private final SmsLimits limits;

    CodeGateway(
            SecuritySettingsStore settings,
            NumberRules rules,
            SmsSender sender,
            CodeMessages messages,
            SmsLimits limits) {
        this.settings = settings;
        this.rules = rules;
        this.sender = sender;
        this.messages = messages;
        this.limits = limits;
    }

    /** Why our own rules send nothing to a number. */
    record Refusal(CodeSending sending, String reason) {}

    /** Asked at set-up and before each send, so that a shorter list of countries stops numbers in use too (SMS-10). */
    Optional<Refusal> refusal(PhoneNumber number) {
        SecuritySettings current = settings.current();
        if (current.smsService() != SmsService.TWILIO || current.twilio() == null) {
            return Optional.of(new Refusal(CodeSending.FAILED, "service-off"));
        }
        return switch (rules.check(number, current)) {
            case ALLOWED -> Optional.empty();
            case NOT_A_MOBILE_NUMBER ->
                Optional.of(new Refusal(CodeSending.NOT_A_MOBILE_NUMBER, "not-a-mobile-number"));
            case COUNTRY_NOT_ALLOWED -> Optional.of(new Refusal(CodeSending.COUNTRY_REFUSED, "country-not-allowed"));
        };
    }

    /** How long a code is good, at the gateway and here. */
    Duration validity() {
        return limits.codeValidity();
    }

    SmsDelivery sendCode(UUID reader, PhoneNumber number, String code) {
        return send(number, messages.code(reader, code));
    }

    /** Tells a phone that it is no longer the one that gets the codes. */
    SmsDelivery sendReplaced(UUID reader, PhoneNumber former) {
        return send(former, messages.replaced(reader));
    }

    private SmsDelivery send(PhoneNumber number, String text) {
        TwilioAccount account = settings.current().twilio();
        return account == null
                ? new SmsDelivery(SmsDelivery.Outcome.NOT_SENT, 0)
                : sender.send(account, number, text, validity());
    }
}
