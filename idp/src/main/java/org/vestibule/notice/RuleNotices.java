package org.vestibule.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.mail.Mails;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.FactorRequirement.Who;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsSaved;

/** Notes in the transaction of a change who is to be told of it: one statement for each rule, however many they are. */
@Component
class RuleNotices {

    private final RuleNoticeRows rows;
    private final Mails mails;
    private final Clock clock;

    RuleNotices(RuleNoticeRows rows, Mails mails, Clock clock) {
        this.rows = rows;
        this.mails = mails;
        this.clock = clock;
    }

    @EventListener
    void note(SecuritySettingsSaved saved) {
        if (!mails.available()) {
            return;
        }
        Instant now = clock.instant();
        duty(saved, now);
        method(saved, FactorMethod.TOTP, now);
        method(saved, FactorMethod.SMS, now);
        asking(saved, now);
    }

    /** Who has no second factor, must use one under this rule, and need not have under the one before. */
    private void duty(SecuritySettingsSaved saved, Instant now) {
        FactorRequirement before = inForce(saved.before());
        FactorRequirement after = inForce(saved.after());
        boolean sameDay = before.start().equals(after.start());
        if (sameDay && before.who() == after.who() && before.groups().equals(after.groups())) {
            return;
        }
        rows.withdraw("required");
        LocalDate from = after.from() != null && after.start().isAfter(now) ? after.from() : null;
        // whom a day was told before is told the new one
        rows.noteDuty(after, sameDay ? before : FactorRequirement.nobody(), from, now);
    }

    private static FactorRequirement inForce(SecuritySettings settings) {
        return settings.twoFactorEnabled() && settings.requirement().who() != Who.NOBODY
                ? settings.requirement()
                : FactorRequirement.nobody();
    }

    private void method(SecuritySettingsSaved saved, FactorMethod method, Instant now) {
        boolean off = saved.after().turnedOff(method);
        if (off != saved.before().turnedOff(method)) {
            rows.withdraw(method.id() + "-off");
            if (off) {
                rows.noteMethodOff(method, now);
            }
        }
    }

    private void asking(SecuritySettingsSaved saved, Instant now) {
        if (saved.before().asksEnrolled() != saved.after().asksEnrolled()) {
            rows.withdraw("not-asked");
            if (!saved.after().asksEnrolled()) {
                rows.noteNotAsked(now);
            }
        }
    }
}
