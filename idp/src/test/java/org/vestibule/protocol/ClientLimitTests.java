package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-17: failures are limited per client and address. WEB-14: and audited, without filling the table. */
@Requirement({"OID-17", "WEB-14"})
@ProtocolTest
class ClientLimitTests {

    private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");
    private static final String WRONG = "not the secret of this client, and long enough";
    private static final int LIMIT = 20;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final String stranger = "203.0.113." + ADDRESSES.incrementAndGet();

    @Test
    void tokenWhenSecretsWereWrongTooOftenThenTheRightOneWaitsToo() {
        Lms lms = people.lms(people.client()).from(stranger);
        for (int i = 0; i < LIMIT; i++) {
            assertRefused(lms.post("/oauth2/token", CREDENTIALS, WRONG));
        }

        Answer limited = lms.token(CREDENTIALS);

        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 301);
        assertThat(limited.text("error")).isEqualTo("temporarily_unavailable");
        people.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(lms.token(CREDENTIALS).status()).isEqualTo(200);
    }

    /** A stranger's guesses never keep out the LMS's own server. */
    @Test
    void tokenWhenAStrangerIsLimitedThenTheClientsOwnServerIsNot() {
        Lms lms = people.lms(people.client());
        for (int i = 0; i <= LIMIT; i++) {
            lms.from(stranger).post("/oauth2/token", CREDENTIALS, WRONG);
        }

        assertThat(lms.from(stranger).token(CREDENTIALS).status()).isEqualTo(429);
        assertThat(lms.from("198.51.100.1").token(CREDENTIALS).status()).isEqualTo(200);
    }

    @Test
    void failureWhenItIsAtAnotherEndpointThenItCountsAlike() {
        Lms lms = people.lms(people.client()).from(stranger);
        for (int i = 0; i < LIMIT / 2; i++) {
            assertRefused(lms.post("/oauth2/introspect", Map.of("token", "t"), WRONG));
            assertRefused(lms.post("/oauth2/revoke", Map.of("token", "t"), WRONG));
        }

        for (String path :
                List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par", Device.ENDPOINT)) {
            assertThat(lms.post(path, Map.of("token", "t"), People.SECRET).status())
                    .as(path)
                    .isEqualTo(429);
        }
    }

    /** A wrong code is no wrong secret. */
    @Test
    void tokenWhenTheCodeIsWrongThenTheClientIsNotLimited() {
        Lms lms = people.lms(people.client()).from(stranger);
        lms.post("/oauth2/token", CREDENTIALS, WRONG);
        for (int i = 0; i <= LIMIT; i++) {
            assertThat(lms.redeem("no-such-code").text("error")).isEqualTo("invalid_grant");
        }
        assertThat(lms.token(CREDENTIALS).status()).isEqualTo(200);
    }

    @Test
    void tokenWhenNothingFailedThenNothingIsCounted() {
        Lms lms = people.lms(people.client()).from(stranger);
        long before = counters();
        assertThat(lms.token(CREDENTIALS).status()).isEqualTo(200);
        assertThat(lms.token(CREDENTIALS).status()).isEqualTo(200);
        assertThat(counters()).isEqualTo(before);
    }

    @Test
    void auditWhenSecretsAreWrongThenTellsOnceAndAgainAtTheLimit() {
        nobodyFailedLately();
        Lms lms = people.lms(people.client()).from(stranger);
        for (int i = 0; i < 2 * LIMIT; i++) {
            lms.post("/oauth2/token", CREDENTIALS, WRONG);
        }

        List<String> rows =
                jdbc.sql("""
                        select event || ' ' || result || ' ' || host(source_ip) || ' ' || detail from audit_event
                        where client_id = ? order by id
                        """).param(lms.clientId()).query(String.class).list();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .startsWith("client.authentication.failed failure " + stranger)
                .contains("client_secret_basic");
        assertThat(rows.get(1)).startsWith("client.authentication.limited failure " + stranger);
        assertThat(rows.toString()).doesNotContain(WRONG);
    }

    /** Tests that share this provider may have used up the rows of an hour. */
    private void nobodyFailedLately() {
        people.clock().advance(Duration.ofHours(2));
    }

    /** WEB-16: what stands in the client's place may be a secret, pasted into the wrong field. */
    @Requirement("WEB-16")
    @Test
    void auditWhenThereIsNoSuchClientThenWhatWasSentIsNotWrittenDown() {
        nobodyFailedLately();
        Lms nobody = people.lms("pasted-secret-of-somebody").from(stranger);
        assertRefused(nobody.token(CREDENTIALS));

        assertThat(jdbc.sql("""
                        select coalesce(client_id, 'none') || detail from audit_event
                        where event = 'client.authentication.failed' and host(source_ip) = ?
                        """).param(stranger).query(String.class).list())
                .singleElement()
                .asString()
                .startsWith("none")
                .contains("\"knownClient\": false")
                .doesNotContain("pasted");
    }

    private long counters() {
        return jdbc.sql("select count(*) from attempt_counter where kind like 'client-%'")
                .query(Long.class)
                .single();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }
}
