package org.vestibule.notice;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.mail.Mails;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;

/**
 * Makes mails of the notes on changed rules, a few each time and only while little other mail waits: a code for a sign-in must
 * not stand behind ten thousand of them (AVL-06).
 */
@Component
class RuleMails {

    static final int BATCH = 100;

    private static final Duration GOOD_FOR = Duration.ofDays(2);
    private static final Logger log = LoggerFactory.getLogger(RuleMails.class);

    private final RuleNoticeRows rows;
    private final Users users;
    private final Mails mails;
    private final MessageSource messages;
    private final TransactionOperations transaction;
    private final String account;

    RuleMails(
            RuleNoticeRows rows,
            Users users,
            Mails mails,
            MessageSource messages,
            TransactionOperations transaction,
            IdpProperties properties) {
        this.rows = rows;
        this.users = users;
        this.mails = mails;
        this.messages = messages;
        this.transaction = transaction;
        this.account = properties.issuer() + "/account";
    }

    @Scheduled(initialDelayString = "${idp.mail.retry-interval:5s}", fixedDelayString = "${idp.mail.retry-interval:5s}")
    void some() {
        try {
            if (mails.available() && !mails.manyWait(BATCH)) {
                transaction.executeWithoutResult(status -> rows.take(BATCH).forEach(this::send));
            }
        } catch (DataAccessException | TransactionException ex) {
            // they stay, and another attempt follows
            log.atWarn().setCause(ex).log("no mail about a changed rule");
        }
    }

    private void send(RuleNoticeRows.Pending notice) {
        users.byId(notice.userId())
                .filter(User::enabled)
                .ifPresent(person -> person.verifiedEmail().ifPresent(address -> send(person, address, notice)));
    }

    private void send(User person, String address, RuleNoticeRows.Pending notice) {
        Locale locale = person.language();
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .localizedBy(locale)
                .format(notice.since().atZone(ZoneOffset.UTC));
        mails.queue(
                person.id(),
                address,
                locale,
                "rule-changed",
                GOOD_FOR,
                person.displayName(),
                text(notice.rule(), notice.from(), locale),
                when,
                account);
    }

    private String text(String rule, @Nullable LocalDate from, Locale locale) {
        if (from == null) {
            return messages.getMessage("mail.rule." + rule, null, locale);
        }
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(locale)
                .format(from);
        return messages.getMessage("mail.rule." + rule + "-from", new Object[] {day}, locale);
    }
}
