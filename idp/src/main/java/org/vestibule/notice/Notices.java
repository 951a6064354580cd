package org.vestibule.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.event.SecurityEvent;
import org.vestibule.mail.Mails;
import org.vestibule.user.EmailChanged;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;

/**
 * Writes the notice of a change in the transaction of the change, to the person's verified address. Says what, when and
 * roughly from where, and what to do if it was somebody else; holds no secret and no link that changes anything.
 */
@Component
class Notices {

    /** A notice of days ago frightens more than it helps. */
    private static final Duration GOOD_FOR = Duration.ofDays(2);

    private final Users users;
    private final Mails mails;
    private final Origins origins;
    private final MessageSource messages;
    private final Clock clock;
    private final String activity;

    Notices(Users users, Mails mails, Origins origins, MessageSource messages, Clock clock, IdpProperties properties) {
        this.activity = properties.issuer() + "/account/activity";
        this.users = users;
        this.mails = mails;
        this.origins = origins;
        this.messages = messages;
        this.clock = clock;
    }

    @EventListener
    void tell(SecurityEvent event) {
        UUID userId = event.userId();
        Optional<String> kind = kind(event);
        if (userId != null && kind.isPresent() && mails.available()) {
            users.byId(userId)
                    .ifPresent(person ->
                            person.verifiedEmail().ifPresent(address -> send(person, address, kind.get(), event)));
        }
    }

    /** TOTP-14: the mailbox that was the person's, and the one that is now. */
    @EventListener
    void tellBoth(EmailChanged change) {
        users.byId(change.userId())
                .filter(person -> mails.available())
                .ifPresent(person -> Stream.concat(
                                Optional.ofNullable(change.before()).stream(),
                                Optional.ofNullable(change.after()).stream())
                        .forEach(address -> send(person, address, "email-changed", change)));
    }

    /** The text that tells of an event; empty for the many that nobody is told of. */
    private static Optional<String> kind(SecurityEvent event) {
        return Optional.ofNullable(
                switch (event.event()) {
                    case "password.changed" -> "password-changed";
                    case "factor.enrolled" -> is(event, "replaced") ? "factor-replaced" : "factor-added";
                    // a replaced one is told with the one in its place
                    case "factor.removed" -> is(event, "replaced") ? null : "factor-removed";
                    // the first set is a part of the set-up that was told
                    case "recovery-codes.created" -> is(event, "first") ? null : "recovery-codes-created";
                    case "recovery-codes.used" -> "recovery-code-used";
                    case "person.roles-changed" -> "roles-changed";
                    case "email.change-requested" -> "email-change-requested";
                    case "account.not-mine" -> "not-mine";
                    case "signin.new-browser" -> "new-browser";
                    case "person.factors-reset" -> "factors-reset";
                    case "trusted-browser.replayed" -> "trusted-browser-replayed";
                    default -> null;
                });
    }

    private void send(User person, String address, String kind, SecurityEvent event) {
        Locale locale = person.language();
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .localizedBy(locale)
                .format(clock.instant().atZone(ZoneOffset.UTC));
        String from = origins.current().orElseGet(() -> messages.getMessage("mail.notice.no-origin", null, locale));
        mails.send(
                person.id(),
                address,
                locale,
                "notice." + kind,
                GOOD_FOR,
                person.displayName(),
                when,
                from,
                detail(event, locale),
                activity);
    }

    /** What a text needs besides: the browser, which app or phone, or how many codes are left. */
    private String detail(SecurityEvent event, Locale locale) {
        if (event.event().equals("signin.new-browser")) {
            return browser(event.detail(), locale);
        }
        if (event.detail().get("method") instanceof String method) {
            return method(method, event.detail(), locale);
        }
        if (event.detail().get("roles") instanceof String roles) {
            return Arrays.stream(roles.isEmpty() ? new String[] {"none"} : roles.split(", "))
                    .map(role -> messages.getMessage("people.role." + role, null, locale))
                    .collect(Collectors.joining(", "));
        }
        Object left = event.detail().get("left");
        return left == null ? "" : left.toString();
    }

    /** Its owner's own words, of any direction, and the masked number: apart from the text around them. */
    private String method(String method, Map<String, Object> detail, Locale locale) {
        String usual = detail.get("number") instanceof Integer number
                ? messages.getMessage("account.factor." + method, null, locale) + ' ' + number
                : messages.getMessage("account.method." + method, null, locale);
        String which = Stream.of("name", "phone")
                .flatMap(key -> Stream.ofNullable(detail.get(key)))
                .map(name -> "\u2068" + name + '\u2069')
                .collect(Collectors.joining(", "));
        return which.isEmpty() ? usual : usual + " (" + which + ')';
    }

    private String browser(Map<String, Object> detail, Locale locale) {
        if (!(detail.get("browser") instanceof String name)) {
            return messages.getMessage("account.sessions.unknown", null, locale);
        }
        return detail.get("platform") instanceof String platform
                ? messages.getMessage("account.sessions.browser", new Object[] {name, platform}, locale)
                : name;
    }

    private static boolean is(SecurityEvent event, String key) {
        return Boolean.TRUE.equals(event.detail().get(key));
    }
}
