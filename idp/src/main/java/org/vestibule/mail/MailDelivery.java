package org.vestibule.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes the attempts: the first soon after the commit, the others when they are due, on whichever node looks first. Never in
 * the thread of a request, so that no answer's time tells whether there was something to send (PWD-15, AVL-06).
 */
@Component
class MailDelivery implements DisposableBean {

    private static final int BATCH = 200;
    private static final int THREADS = 4;

    /** From each attempt to the next; the last repeats until the message is of no use any more. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    private final ObjectProvider<MailTransport> transport;
    private final MailOutbox outbox;
    private final Clock clock;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2 * BATCH), MailDelivery::daemon);

    MailDelivery(ObjectProvider<MailTransport> transport, MailOutbox outbox, Clock clock) {
        this.transport = transport;
        this.outbox = outbox;
        this.clock = clock;
        workers.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mail-delivery");
        thread.setDaemon(true);
        return thread;
    }

    @TransactionalEventListener
    void soon(MailQueued queued) {
        submit(this::deliverDue);
    }

    @Scheduled(initialDelayString = "${idp.mail.retry-interval:5s}", fixedDelayString = "${idp.mail.retry-interval:5s}")
    void deliverDue() {
        MailTransport way = transport.getIfAvailable();
        if (way == null) {
            return;
        }
        try {
            outbox.due(clock.instant(), BATCH).forEach(message -> submit(() -> attempt(way, message)));
        } catch (DataAccessException | TransactionException ex) {
            log.atWarn().setCause(ex).log("no look at waiting mail");
        }
    }

    private void submit(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException full) {
            log.atDebug().log("the queue of mail is full, the rest comes later");
        }
    }

    private void attempt(MailTransport way, MailMessage message) {
        try {
            Instant now = clock.instant();
            if (!outbox.claim(message, now.plus(delay(message.attempts())))) {
                return;
            }
            if (now.isAfter(message.notAfter())) {
                giveUp(message, "late");
            } else {
                deliver(way, message);
            }
        } catch (RuntimeException ex) {
            // it stays due, and another attempt follows
            log.atWarn().addKeyValue("mail", message.id()).setCause(ex).log("attempt failed");
        }
    }

    private void deliver(MailTransport way, MailMessage message) {
        try {
            way.deliver(outbox.open(message));
            outbox.sent(message.id(), clock.instant());
        } catch (RefusedRecipientException refused) {
            giveUp(message, "recipient-refused");
        } catch (MailException failed) {
            // its text may name the recipient (WEB-16)
            String kind = failed.getClass().getSimpleName();
            outbox.failed(message.id(), kind);
            log.atWarn()
                    .addKeyValue("mail", message.id())
                    .addKeyValue("attempt", message.attempts() + 1)
                    .addKeyValue("failure", kind)
                    .log("the mail server did not take a message");
        }
    }

    private void giveUp(MailMessage message, String failure) {
        outbox.giveUp(message.id(), failure);
        log.atWarn()
                .addKeyValue("mail", message.id())
                .addKeyValue("kind", message.kind())
                .addKeyValue("failure", failure)
                .log("a mail was given up");
    }

    private static Duration delay(int attempts) {
        return DELAYS.get(Math.min(attempts, DELAYS.size() - 1));
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
