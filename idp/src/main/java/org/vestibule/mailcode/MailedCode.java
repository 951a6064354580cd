package org.vestibule.mailcode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** A mailed code on the second-factor page, with its limits (TOTP-07). It is no factor. */
abstract class MailedCode implements SecondFactor {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final MailCodes codes;
    private final Users users;

    MailedCode(MailCodes codes, Users users) {
        this.codes = codes;
        this.users = users;
    }

    /** Without mail the page says so: nobody gets in by the password alone because the mail server is gone. */
    @Override
    public FactorPrompt prompt(FactorRequest request) {
        Optional<String> address = address(request);
        String masked = address.map(MailedCode::masked).orElse("");
        Optional<Instant> sentAt = address.flatMap(to -> codes.sentAt(to, request));
        String hint = method().id() + (sentAt.isPresent() ? ".hint.sent" : ".hint.address");
        return new FactorPrompt(
                available() ? hint : "mail-code.hint.unavailable",
                sentAt.isPresent() ? List.of(masked, time(sentAt.get())) : List.of(masked),
                "mail-code.help",
                List.of(masked),
                available(),
                codes.waitSeconds(request.userId()));
    }

    @Override
    public FactorSending send(FactorRequest request) {
        Optional<User> user = users.byId(request.userId());
        Optional<String> address = user.flatMap(User::verifiedEmail);
        return user.isPresent() && address.isPresent()
                ? codes.send(user.get(), address.get(), method(), request)
                : FactorSending.FAILED;
    }

    @Override
    public FactorVerification verify(FactorRequest request, String code) {
        return address(request)
                .map(address -> codes.verify(address, method(), request, code))
                .orElse(FactorVerification.WRONG_CODE);
    }

    final boolean available() {
        return codes.available();
    }

    /** Where the code goes. */
    final Optional<String> address(FactorRequest request) {
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
