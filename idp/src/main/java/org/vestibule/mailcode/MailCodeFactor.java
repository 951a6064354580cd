package org.vestibule.mailcode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/**
 * The mailed code on the second-factor page, with its limits (TOTP-07). It is no factor: whoever has one is not offered it,
 * and it proves nothing in a session that is complete (MFA-09).
 */
@Component
class MailCodeFactor implements SecondFactor {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final MailCodes codes;
    private final Users users;
    private final Enrollments enrollments;
    private final SetUpCodes setUpCodes;

    MailCodeFactor(MailCodes codes, Users users, Enrollments enrollments, SetUpCodes setUpCodes) {
        this.codes = codes;
        this.users = users;
        this.enrollments = enrollments;
        this.setUpCodes = setUpCodes;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.MAIL_CODE;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return settings.asksMailedCode();
    }

    @Override
    public boolean usable(FactorRequest request) {
        return request.purpose() == FactorRequest.Purpose.SIGN_IN
                && address(request).isPresent()
                && enrollments.active(request.userId()).isEmpty()
                && !setUpCodes.owed(request.userId());
    }

    /** Without mail the page says so: nobody gets in by the password alone because the mail server is gone. */
    @Override
    public FactorPrompt prompt(FactorRequest request) {
        String masked = address(request).map(MailCodeFactor::masked).orElse("");
        Optional<Instant> sentAt = address(request).flatMap(address -> codes.sentAt(address, request));
        String hint = sentAt.isPresent() ? "mail-code.hint.sent" : "mail-code.hint.address";
        return new FactorPrompt(
                codes.available() ? hint : "mail-code.hint.unavailable",
                sentAt.isPresent() ? List.of(masked, time(sentAt.get())) : List.of(masked),
                "mail-code.help",
                List.of(masked),
                codes.available(),
                codes.waitSeconds(request.userId()));
    }

    @Override
    public FactorSending send(FactorRequest request) {
        Optional<User> user = users.byId(request.userId());
        Optional<String> address = user.flatMap(User::verifiedEmail);
        return user.isPresent() && address.isPresent()
                ? codes.send(user.get(), address.get(), request)
                : FactorSending.FAILED;
    }

    @Override
    public FactorVerification verify(FactorRequest request, String code) {
        return address(request)
                .map(address -> codes.verify(address, request, code))
                .orElse(FactorVerification.WRONG_CODE);
    }

    private Optional<String> address(FactorRequest request) {
        return users.byId(request.userId()).flatMap(User::verifiedEmail);
    }

    /** The first letter and the host: enough for its owner (SMS-13). */
    private static String masked(String address) {
        return address.charAt(0) + "…" + address.substring(address.indexOf('@'));
    }

    // the server's zone: a school is in one place, and before sign-in nothing is known of the browser's
    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
