package org.vestibule.sms.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorCheck;
import org.vestibule.enrollment.spi.FactorOption;
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
        return prompt(request, current(request));
    }

    /** Each phone by its masked number; before the second factor nothing else is told of it (MFA-02). */
    @Override
    public List<FactorOption> options(FactorRequest request) {
        return phones.all(request.userId()).stream()
                .map(phone -> new FactorOption(phone.enrollmentId(), prompt(request, Optional.of(phone))))
                .toList();
    }

    private Optional<Phones.Active> current(FactorRequest request) {
        return phones.current(request.userId(), request.sessionId(), CodePurpose.of(request));
    }

    private FactorPrompt prompt(FactorRequest request, Optional<Phones.Active> phone) {
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
        return send(request, current(request));
    }

    @Override
    public FactorSending send(FactorRequest request, @Nullable UUID enrollmentId) {
        Optional<Phones.Active> chosen = phones.all(request.userId()).stream()
                .filter(phone -> phone.enrollmentId().equals(enrollmentId))
                .findFirst();
        return send(request, chosen.or(() -> current(request)));
    }

    private FactorSending send(FactorRequest request, Optional<Phones.Active> phone) {
        return phone.map(active -> codes.send(CodeRequest.of(request, active.number())))
                .map(sending -> switch (sending) {
                    case SENT -> FactorSending.SENT;
                    case COOLING_DOWN -> FactorSending.COOLING_DOWN;
                    case NOT_A_MOBILE_NUMBER, NUMBER_REFUSED, COUNTRY_REFUSED, FAILED -> FactorSending.FAILED;
                })
                .orElse(FactorSending.FAILED);
    }

    @Override
    public FactorVerification verify(FactorRequest request, String code) {
        return check(request, code).verification();
    }

    // The number comes from the active enrolment, so a code for a number that was replaced meanwhile fits nothing.
    @Override
    public FactorCheck check(FactorRequest request, String code) {
        Optional<Phones.Active> phone = current(request);
        if (phone.isEmpty()) {
            return new FactorCheck(FactorVerification.WRONG_CODE, 0);
        }
        FactorVerification verification =
                codes.verify(CodeRequest.of(request, phone.get().number()), code);
        if (verification == FactorVerification.ACCEPTED) {
            enrollments.used(phone.get().enrollmentId());
            return new FactorCheck(verification, 0, phone.get().enrollmentId());
        }
        return new FactorCheck(verification, 0);
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
