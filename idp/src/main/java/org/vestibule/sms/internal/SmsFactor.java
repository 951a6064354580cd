package org.vestibule.sms.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.SmsService;

/** The text message as a second factor. */
@Component
class SmsFactor implements SecondFactor {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Phones phones;
    private final SmsCodes codes;
    private final Enrollments enrollments;

    SmsFactor(Phones phones, SmsCodes codes, Enrollments enrollments) {
        this.phones = phones;
        this.codes = codes;
        this.enrollments = enrollments;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.SMS;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return settings.smsService() == SmsService.TWILIO && settings.twilio() != null;
    }

    @Override
    public boolean usable(FactorRequest request) {
        return phones.active(request.userId()).isPresent();
    }

    @Override
    public FactorPrompt prompt(FactorRequest request) {
        Optional<Phones.Active> phone = phones.active(request.userId());
        String number = phone.map(active -> active.number().masked()).orElse("");
        Optional<Instant> sentAt = phone.flatMap(active -> codes.sentAt(CodeRequest.of(request, active.number())));
        return new FactorPrompt(
                sentAt.isPresent() ? "sms.hint.sent" : "sms.hint.number",
                sentAt.isPresent() ? List.of(number, time(sentAt.get())) : List.of(number),
                "sms.help",
                List.of(number),
                true,
                codes.waitSeconds(request.userId()));
    }

    @Override
    public FactorSending send(FactorRequest request) {
        return phones.active(request.userId())
                .map(active -> codes.send(CodeRequest.of(request, active.number())))
                .map(sending -> switch (sending) {
                    case SENT -> FactorSending.SENT;
                    case COOLING_DOWN -> FactorSending.COOLING_DOWN;
                    case NOT_A_MOBILE_NUMBER, NUMBER_REFUSED, COUNTRY_REFUSED, FAILED -> FactorSending.FAILED;
                })
                .orElse(FactorSending.FAILED);
    }

    // The number comes from the active enrolment, so a code for a number that was replaced meanwhile fits nothing.
    @Override
    public FactorVerification verify(FactorRequest request, String code) {
        Optional<Phones.Active> phone = phones.active(request.userId());
        if (phone.isEmpty()) {
            return FactorVerification.WRONG_CODE;
        }
        FactorVerification verification =
                codes.verify(CodeRequest.of(request, phone.get().number()), code);
        if (verification == FactorVerification.ACCEPTED) {
            enrollments.used(phone.get().enrollmentId());
        }
        return verification;
    }

    @Override
    public void completed(FactorRequest request) {
        codes.completed(request.userId());
    }

    // the server's zone: a school is in one place, and before sign-in nothing is known of the browser's
    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
