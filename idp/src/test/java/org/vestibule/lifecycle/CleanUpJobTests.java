package org.vestibule.lifecycle;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.SignInSession;

import static org.assertj.core.api.Assertions.assertThat;

/** AVL-11. */
@Requirement("AVL-11")
@SpringBootTest
@RealDatabase
class CleanUpJobTests {

    private final Instant longAgo = Instant.now().minus(Duration.ofDays(30));

    @Autowired
    private CleanUpJob job;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Test
    void runWhenSessionsAreOverThenTheyAndWhatHangsOnThemGo() {
        UUID user = TestPeople.insert(jdbc);
        SignInSession over = TestPeople.session(jdbc, user, null, longAgo);
        SignInSession running = TestPeople.session(jdbc, user, null, Instant.now());
        holdForm(over.id(), Instant.now().plusSeconds(60));
        UUID stale = holdForm(running.id(), Instant.now().minusSeconds(1));
        UUID fresh = holdForm(running.id(), Instant.now().plusSeconds(60));
        job.run();
        assertThat(ids("login_session where user_id = '" + user + "'")).containsExactly(running.id());
        assertThat(ids("held_form")).contains(fresh).doesNotContain(stale);
    }

    @Test
    void runWhenSetUpsExpiredThenOnlyThoseGo() {
        UUID user = TestPeople.insert(jdbc);
        UUID expired = enroll(user, "totp", "pending", longAgo);
        UUID open = enroll(user, "sms", "pending", Instant.now().plusSeconds(60));
        UUID active = enroll(user, "totp", "active", null);
        job.run();
        assertThat(ids("enrollment where user_id = '" + user + "'"))
                .containsExactlyInAnyOrder(open, active)
                .doesNotContain(expired);
    }

    /** TOTP-07: nothing but a completed second factor clears that count. */
    @Requirement("TOTP-07")
    @Test
    void runWhenCountersAreOldThenPasswordsGoAndSecondFactorsStay() {
        count("password", longAgo);
        count("second-factor", longAgo);
        job.run();
        assertThat(jdbc.sql("select kind from failure_streak where subject = 'old'::bytea")
                        .query(String.class)
                        .list())
                .containsExactly("second-factor");
    }

    @Test
    void runWhenPushedRequestsExpiredThenTheyGo() {
        UUID client = UUID.randomUUID();
        jdbc.sql("insert into client (id, client_id, name, metadata) values (?, ?, 'LMS', '{}')")
                .params(client, client.toString())
                .update();
        Stream.of("stale", "fresh")
                .forEach(hash -> jdbc.sql("insert into pushed_request (request_hash, client_id, parameters, expires_at)"
                                + " values (?::bytea, ?, '{}', ?)")
                        .params(
                                hash,
                                client,
                                at(
                                        hash.equals("stale")
                                                ? longAgo
                                                : Instant.now().plusSeconds(60)))
                        .update());

        job.run();

        assertThat(jdbc.sql("select convert_from(request_hash, 'UTF8') from pushed_request where client_id = ?")
                        .param(client)
                        .query(String.class)
                        .list())
                .containsExactly("fresh");
    }

    @Test
    void runWhenThereAreMoreThanABatchThenAllGo() {
        jdbc.sql("insert into attempt_counter (kind, subject, count, window_ends)"
                        + " select 'test', n::text::bytea, 1, ? from generate_series(1, ?) n")
                .params(at(longAgo), 3 * CleanUpJob.BATCH)
                .update();
        job.run();
        assertThat(counters()).isZero();
    }

    /** One node at a time. */
    @Test
    void runWhenAnotherNodeCleansThenNothingIsRemoved() throws Exception {
        jdbc.sql("insert into attempt_counter (kind, subject, count, window_ends) values ('test', 'x', 1, ?)")
                .param(at(longAgo))
                .update();
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + CleanUpJob.LOCK + ")");
            job.run();
            assertThat(counters()).isEqualTo(1);
            statement.execute("select pg_advisory_unlock(" + CleanUpJob.LOCK + ")");
        }
        job.run();
        assertThat(counters()).isZero();
    }

    private long counters() {
        return jdbc.sql("select count(*) from attempt_counter where kind = 'test'")
                .query(Long.class)
                .single();
    }

    private List<UUID> ids(String from) {
        return jdbc.sql("select id from " + from).query(UUID.class).list();
    }

    private UUID holdForm(UUID session, Instant expires) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into held_form (id, session_id, key_id, content, expires_at) values (?, ?, 'test', 'x', ?)")
                .params(id, session, at(expires))
                .update();
        return id;
    }

    private UUID enroll(UUID user, String method, String status, @Nullable Instant expires) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into enrollment (id, user_id, method, status, created_at, expires_at)
                        values (:id, :user, :method, :status, now(), cast(:expires as timestamptz))
                        """)
                .param("id", id)
                .param("user", user)
                .param("method", method)
                .param("status", status)
                .param("expires", expires == null ? null : at(expires))
                .update();
        return id;
    }

    private void count(String kind, Instant updated) {
        jdbc.sql("insert into failure_streak (kind, subject, failures, updated_at) values (?, 'old', 3, ?)")
                .params(kind, at(updated))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
