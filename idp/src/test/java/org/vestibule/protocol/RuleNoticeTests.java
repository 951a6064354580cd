package org.vestibule.protocol;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.FactorRequirement.Who;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsImport;

import static org.assertj.core.api.Assertions.assertThat;

/** TOTP-14: a "global enforcement change affecting the user sends a message". */
@Requirement("TOTP-14")
@ProtocolTest
class RuleNoticeTests {

    private static final String SUBJECT = "The rules for signing in to Vestibule have changed";

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    SmsImport phones;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void on() {
        nobodyElse();
        people.twoFactor(true, true);
        drain();
    }

    @AfterEach
    void nobodyAgain() {
        nobodyElse();
        people.twoFactor(true, true);
        drain();
    }

    /** The database is shared: whom other tests made is told nothing here. */
    private void nobodyElse() {
        jdbc.sql("update app_user set email_verified = false where username_key like 'p%'")
                .update();
    }

    private void drain() {
        Awaitility.await().until(() -> waiting() == 0);
    }

    private int waiting() {
        return jdbc.sql("select count(*) from rule_notice").query(Integer.class).single();
    }

    private void require(Who who, @Nullable LocalDate from) {
        settings.save(
                settings.current().withRequirement(new FactorRequirement(who, List.of("staff"), from, 0)),
                people.person().id());
    }

    private void join(Person person) {
        jdbc.sql("insert into user_group (user_id, group_name) values (?, 'staff')")
                .param(person.id())
                .update();
    }

    private String told(Person person) {
        return mailbox.awaitTo(person.username() + "@example.org", SUBJECT).body();
    }

    private List<Mail> all(Person person) {
        return mailbox.to(person.username() + "@example.org").stream()
                .filter(mail -> mail.subject().equals(SUBJECT))
                .toList();
    }

    @Test
    void saveWhenAGroupMustThenItsPeopleWithoutAFactorAreTold() {
        Person meant = people.person();
        Person hasFactor = people.withApp();
        Person other = people.person();
        join(meant);
        join(hasFactor);

        require(Who.GROUPS, null);

        assertThat(told(meant)).contains("You must use 2-factor authentication from now on.", "/account");
        drain();
        assertThat(all(hasFactor)).isEmpty();
        assertThat(all(other)).isEmpty();

        // who had to before is not told again, the others are, and the day is named
        require(Who.EVERYBODY, null);
        assertThat(told(other)).contains("You must use 2-factor authentication from now on.");
        drain();
        assertThat(all(meant)).hasSize(1);
    }

    @Test
    void saveWhenFromADayThenTheDayIsNamedAndItsChangeToo() {
        Person person = people.person();
        LocalDate today = LocalDate.ofInstant(people.clock().instant(), ZoneOffset.UTC);
        LocalDate day = LocalDate.of(today.getYear() + 1, 9, 1);
        require(Who.EVERYBODY, day);
        assertThat(told(person)).contains("from September 1, " + day.getYear() + " on");
        require(Who.EVERYBODY, day.plusDays(1));
        Awaitility.await().until(() -> all(person).size() == 2);
        assertThat(all(person).get(1).body()).contains("from September 2, " + day.getYear() + " on");
    }

    @Test
    void saveWhenAMethodIsTurnedOffThenWhoHasItIsTold() {
        services(SmsService.TWILIO);
        Person phone = people.person();
        phones.addActive(Map.of(phone.id(), new PhoneNumber("+12025550198")));
        Person app = people.withApp();

        services(SmsService.NONE);

        assertThat(told(phone)).contains("Text messages cannot be used any more when you sign in.");
        drain();
        assertThat(all(app)).isEmpty();
    }

    @Test
    void saveWhenNobodyIsAskedThenWhoHasAFactorIsTold() {
        Person app = people.withApp();
        Person without = people.person();
        people.twoFactor(false, false);
        assertThat(told(app)).contains("your password alone is enough");
        drain();
        assertThat(all(without)).isEmpty();
    }

    /** What was taken back before it was told is not told: here no look at the notes comes between. */
    @Test
    void saveWhenTakenBackAtOnceThenNobodyIsTold() {
        Person person = people.person();
        transaction.executeWithoutResult(status -> {
            require(Who.EVERYBODY, null);
            require(Who.NOBODY, null);
        });
        drain();
        assertThat(all(person)).isEmpty();
    }

    /** Ten thousand people: the change is one statement each, and they are told a hundred at a time. */
    @Test
    void saveWhenManyAreMeantThenItIsQuickAndTheOutboxStaysSmall() {
        jdbc.sql("""
                        insert into app_user (id, username, username_key, email, email_key, email_verified)
                        select gen_random_uuid(), 'p-many-' || n, 'p-many-' || n, 'p-many-' || n || '@example.org',
                               'p-many-' || n || '@example.org', true
                        from generate_series(1, 10000) n
                        """).update();
        believeThatFewWait();
        try {
            long start = System.nanoTime();
            require(Who.EVERYBODY, null);
            assertThat((System.nanoTime() - start) / 1_000_000_000.0)
                    .as("seconds")
                    .isLessThan(5);
            assertThat(waiting()).isGreaterThan(9000);
            Awaitility.await().until(() -> waiting() <= 9900);
            assertThat(jdbc.sql("select count(*) from mail_message where next_attempt_at is not null")
                            .query(Integer.class)
                            .single())
                    .isLessThanOrEqualTo(200);
        } finally {
            jdbc.sql("delete from app_user where username_key like 'p-many-%'").update();
        }
    }

    /** What the planner has learnt on a quiet day; its plan for one note must not be the end of ten thousand. */
    private void believeThatFewWait() {
        jdbc.sql(
                        "insert into rule_notice (user_id, rule, created_at) values (?, 'not-asked', now() + interval '1 day')")
                .param(people.person().id())
                .update();
        jdbc.sql("analyze rule_notice").update();
        drain();
    }

    private void services(SmsService sms) {
        UUID administrator = people.person().id();
        settings.save(
                new SecuritySettings(
                        settings.current().version(),
                        true,
                        true,
                        QrCodeService.GOOGLE_AUTHENTICATOR,
                        sms,
                        new TwilioAccount("AC" + "0".repeat(32), "a key", "+1234567890"),
                        List.of("US"),
                        1),
                administrator);
    }
}
