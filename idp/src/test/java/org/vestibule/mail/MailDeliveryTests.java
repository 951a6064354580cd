package org.vestibule.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.requirement.Requirement;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Real SMTP. TOTP-14, AVL-06, WEB-07. */
@Requirement({"AVL-06", "TOTP-14", "WEB-07"})
@SpringBootTest(
        properties = {
            "idp.mail.retry-interval=1h",
            "spring.mail.host=127.0.0.1",
            "spring.mail.properties.mail.smtp.starttls.required=false",
            "idp.mail.from=no-reply@login.example.org",
            "idp.name=Vestibule"
        })
@RealDatabase
class MailDeliveryTests {

    /** On one port all the time, so that it can come back. */
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    private Mails mails;

    @Autowired
    private MailDelivery delivery;

    @Autowired
    private MailOutbox outbox;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovingClock clock;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void emptyMailbox() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        jdbc.sql("delete from mail_message").update();
    }

    @AfterEach
    void startAgain() {
        if (!SERVER.getSmtp().isRunning()) {
            SERVER.start();
        }
    }

    @Test
    void sendWhenCommittedThenArrivesAsPlainTextAndItsContentIsErased() throws Exception {
        send("peter@example.org", "Zoë");
        MimeMessage message = arrived();
        assertThat(message.getFrom()[0]).hasToString("Vestibule <no-reply@login.example.org>");
        assertThat(message.getRecipients(Message.RecipientType.TO)[0]).hasToString("peter@example.org");
        assertThat(message.getSubject()).isEqualTo("Your Vestibule password was changed");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContentType()).startsWith("text/plain");
        assertThat((String) message.getContent())
                .startsWith("Hello Zoë,")
                .contains("an account at http://localhost:9000");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(row()).containsEntry("sent", true).containsEntry("erased", true));
    }

    @Test
    void sendWhenRolledBackThenNothingLeaves() {
        transactions.executeWithoutResult(status -> {
            write("nobody@example.org", "Nobody");
            status.setRollbackOnly();
        });
        delivery.deliverDue();
        assertThat(jdbc.sql("select count(*) from mail_message")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendWhenOutsideOfATransactionThenRefused() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> write("somebody@example.org", "Somebody"));
    }

    /** A link in a text opens an account, so what waits is encrypted. */
    @Test
    void sendWhenServerIsDownThenKeptEncryptedAndTriedAgain() {
        SERVER.stop();
        send("late@example.org", "a-name-to-look-for");
        Awaitility.await().untilAsserted(() -> assertThat(row()).containsEntry("failure", "MailSendException"));
        assertThat(new String(
                        outbox.due(clock.instant().plus(Duration.ofDays(1)), 1)
                                .get(0)
                                .content()
                                .bytes(),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain("a-name-to-look-for", "late@example.org");
        clock.advance(Duration.ofMinutes(10));
        assertThat(mails.state()).hasValueSatisfying(state -> {
            assertThat(state.waiting()).isEqualTo(1);
            assertThat(state.failure()).isEqualTo("MailSendException");
        });
        SERVER.start();
        delivery.deliverDue();
        arrived();
        Awaitility.await().untilAsserted(() -> assertThat(row()).containsEntry("sent", true));
        assertThat(mails.state())
                .hasValueSatisfying(state -> assertThat(state.waiting()).isZero())
                .hasValueSatisfying(state -> assertThat(state.lastSent()).isNotNull());
    }

    @Test
    void deliverWhenOfNoUseAnyMoreThenGivenUp() {
        SERVER.stop();
        send("late@example.org", "Late");
        Awaitility.await().untilAsserted(() -> assertThat(row()).containsEntry("failure", "MailSendException"));
        SERVER.start();
        clock.advance(Duration.ofHours(2));
        delivery.deliverDue();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(row()).containsEntry("failure", "late").containsEntry("erased", true));
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        assertThat(mails.state())
                .hasValueSatisfying(state -> assertThat(state.lostLately()).isEqualTo(1));
    }

    /** Several nodes look at the same time; one of them sends. */
    @Test
    void deliverWhenManyLookAtOnceThenSentOnce() throws Exception {
        SERVER.stop();
        send("once@example.org", "Once");
        Awaitility.await().untilAsserted(() -> assertThat(row()).containsEntry("failure", "MailSendException"));
        SERVER.start();
        clock.advance(Duration.ofMinutes(2));
        List<MailMessage> due = outbox.due(clock.instant(), 10);
        assertThat(due).hasSize(1);
        Instant later = clock.instant().plus(Duration.ofMinutes(1));
        assertThat(Parallel.times(20, () -> outbox.claim(due.get(0), later)))
                .filteredOn(won -> won)
                .hasSize(1);
    }

    @Test
    void mailWhenHeaderHasALineBreakThenRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Mail("a@example.org\r\nBcc: b@example.org", "s", "b"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Mail("a@example.org", "s\nBcc: b@example.org", "b"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String to, String name) {
        transactions.executeWithoutResult(status -> write(to, name));
    }

    private void write(String to, String name) {
        mails.send(null, to, Locale.ENGLISH, "notice.password-changed", Duration.ofHours(1), name, "now", "here", "");
    }

    private MimeMessage arrived() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(SERVER.getReceivedMessages()).hasSize(1));
        return SERVER.getReceivedMessages()[0];
    }

    private Map<String, Object> row() {
        return jdbc.sql("select sent_at is not null as sent, content is null as erased, failure from mail_message")
                .query()
                .singleRow();
    }

    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }
}
