package org.vestibule.settings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vestibule.RealDatabase;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@RealDatabase
@RecordApplicationEvents
class SecuritySettingsStoreTests {

    private static final UUID ADMIN = UUID.randomUUID();
    private static final TwilioAccount TWILIO =
            new TwilioAccount("AC" + "0123456789abcdef".repeat(2), "the-service-key", "+1234567890");

    @Autowired
    private SecuritySettingsStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void administrator() {
        jdbc.sql("insert into app_user (id, username, username_key) values (?, 'chief', 'chief')")
                .param(ADMIN)
                .update();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from security_settings").update();
        jdbc.sql("delete from app_user where id = ?").param(ADMIN).update();
    }

    @Test
    void currentWhenNothingWasSavedThenStrictDefaultsHold() {
        assertThat(store.current()).isEqualTo(SecuritySettings.initial());
        assertThat(store.current().asksEnrolled()).isTrue();
        assertThat(store.lastSavedBy()).isEmpty();
    }

    @Test
    void saveWhenFirstThenEverythingIsReadBack() {
        assertThat(store.save(both(0), ADMIN)).isTrue();
        assertThat(store.current()).isEqualTo(both(1));
        assertThat(store.lastSavedBy()).contains(ADMIN);
    }

    /** SMS-14: stored encrypted. */
    @Requirement("SMS-14")
    @Test
    void saveWhenTwilioIsSetThenKeyIsSealed() {
        store.save(both(0), ADMIN);
        byte[] key = jdbc.sql("select service_key from security_settings")
                .query(byte[].class)
                .single();
        assertThat(new String(key, StandardCharsets.ISO_8859_1)).doesNotContain("the-service-key");
    }

    @Test
    void saveWhenVersionIsOldThenRefusedAndNothingChanges() {
        store.save(both(0), ADMIN);
        assertThat(store.save(SecuritySettings.initial(), ADMIN)).isFalse();
        assertThat(store.save(SecuritySettings.initial().withVersion(2), ADMIN)).isFalse();
        assertThat(store.current()).isEqualTo(both(1));
    }

    /** WEB-13: optimistic locking against lost updates. */
    @Requirement("WEB-13")
    @Test
    void saveWhenManySaveTheSameVersionThenOneWins() throws Exception {
        assertThat(winners(0)).isEqualTo(1);
        assertThat(winners(1)).isEqualTo(1);
        assertThat(store.current().version()).isEqualTo(2);
    }

    private long winners(long version) throws Exception {
        ExecutorService administrators = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> saves = IntStream.range(0, 8)
                    .mapToObj(n -> administrators.submit(() -> store.save(both(version), ADMIN)))
                    .toList();
            long winners = 0;
            for (Future<Boolean> save : saves) {
                winners += save.get() ? 1 : 0;
            }
            return winners;
        } finally {
            administrators.shutdown();
        }
    }

    /** WEB-13: a change shows old and new; SMS-14 and WEB-16: never the key, never a whole number. */
    @Requirement({"SMS-14", "WEB-13", "WEB-16"})
    @Test
    void saveWhenChangedThenEventNamesOldAndNewWithoutSecrets() {
        store.save(both(0), ADMIN);
        SecuritySettingsChanged event =
                events.stream(SecuritySettingsChanged.class).findFirst().orElseThrow();
        assertThat(event.actorId()).isEqualTo(ADMIN);
        assertThat(event.detail())
                .containsEntry("twoFactorEnabled", "false → true")
                .containsEntry("qrCodeService", "none → google-authenticator")
                .containsEntry("smsService", "none → twilio")
                .containsEntry("serviceSid", "none → …cdef")
                .containsEntry("servicePhone", "changed")
                .containsEntry("serviceKey", "changed")
                .doesNotContainKeys("totpWindow", "askEnrolledWhenOff", "requiredFor");
        assertThat(event.toString()).doesNotContain("the-service-key", "+1234567890");
    }

    /** MFA-10, WEB-13. */
    @Requirement({"MFA-10", "WEB-13"})
    @Test
    void saveWhenTheRuleWhoMustUseItChangesThenItIsReadBackAndTheEventNamesIt() {
        FactorRequirement rule = new FactorRequirement(
                FactorRequirement.Who.GROUPS, List.of("staff", "board"), LocalDate.of(2026, 12, 1), 14);

        store.save(both(0).withRequirement(rule), ADMIN);

        assertThat(store.current().requirement()).isEqualTo(rule);
        assertThat(events.stream(SecuritySettingsChanged.class)
                        .findFirst()
                        .orElseThrow()
                        .detail())
                .containsEntry("requiredFor", "nobody → groups")
                .containsEntry("requiredGroups", "[] → [board, staff]")
                .containsEntry("requiredFrom", "none → 2026-12-01")
                .containsEntry("graceDays", "0 → 14");
    }

    /** WEB-13: a broken row means strict defaults, and it can be saved over. */
    @Requirement("WEB-13")
    @Test
    void currentWhenKeyDoesNotOpenThenStrictDefaultsHoldUntilSavedAgain() {
        store.save(both(0), ADMIN);
        jdbc.sql("update security_settings set service_key_id = 'lost', two_factor_enabled = false,"
                        + " ask_enrolled_when_off = false")
                .update();
        assertThat(store.current()).isEqualTo(SecuritySettings.initial().withVersion(1));
        assertThat(store.current().asksEnrolled()).isTrue();
        assertThat(store.save(both(1), ADMIN)).isTrue();
        assertThat(store.current()).isEqualTo(both(2));
    }

    /** MFA-08: an error while the settings are read lets nobody in with less. */
    @Requirement("MFA-08")
    @Test
    void currentWhenKeyDoesNotOpenThenWhoeverMustUseItStillMust() {
        FactorRequirement rule = new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0);
        store.save(both(0).withRequirement(rule), ADMIN);
        jdbc.sql("update security_settings set service_key_id = 'lost', ask_enrolled_when_off = false")
                .update();
        SecuritySettings current = store.current();
        assertThat(current.requirement()).isEqualTo(rule);
        assertThat(current.twoFactorEnabled()).isTrue();
        assertThat(current.askEnrolledWhenOff()).isTrue();
        assertThat(current.offersApp()).isTrue();
        assertThat(current.offersTextMessages()).isFalse();
        assertThat(store.save(both(1), ADMIN)).isTrue();
    }

    /** PWD-01: for every account, at once, and not while any of it cannot be read. */
    @Requirement("PWD-01")
    @Test
    void secondFactorForAllWhenTheRuleHoldsForEverybodyThenOnlyThen() {
        Instant now = Instant.parse("2026-09-01T00:00:00Z");
        LocalDate day = LocalDate.of(2026, 9, 1);
        assertThat(store.secondFactorForAll(now)).isFalse();
        store.save(
                both(0).withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), day, 0)),
                ADMIN);
        assertThat(store.secondFactorForAll(now)).isTrue();
        assertThat(store.secondFactorForAll(now.minusSeconds(1))).isFalse();
        store.save(
                both(1).withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), day, 5)),
                ADMIN);
        assertThat(store.secondFactorForAll(now)).isFalse();
        store.save(
                both(2).withRequirement(new FactorRequirement(FactorRequirement.Who.GROUPS, List.of("staff"), day, 0)),
                ADMIN);
        assertThat(store.secondFactorForAll(now)).isFalse();
        store.save(
                both(3).withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)),
                ADMIN);
        assertThat(store.secondFactorForAll(now)).isTrue();
        store.save(store.current().off(true), ADMIN);
        assertThat(store.secondFactorForAll(now)).isFalse();
    }

    @Test
    void saveFirstWhenSomethingWasSavedThenNothingChanges() {
        assertThat(store.saveFirst(both(0))).isTrue();
        assertThat(store.saveFirst(SecuritySettings.initial())).isFalse();
        assertThat(store.current()).isEqualTo(both(1));
    }

    /** WEB-14: the row of the audit trail is written with the change. */
    @Requirement("WEB-14")
    @Test
    void saveWhenChangedThenAuditTrailHasIt() {
        store.save(both(0), ADMIN);
        assertThat(jdbc.sql("select detail->>'smsService' from audit_event where event = 'settings.security.changed'"
                                + " and actor_id = ? order by id desc limit 1")
                        .param(ADMIN)
                        .query(String.class)
                        .single())
                .isEqualTo("none → twilio");
    }

    private static SecuritySettings both(long version) {
        return new SecuritySettings(
                version,
                true,
                true,
                QrCodeService.GOOGLE_AUTHENTICATOR,
                SmsService.TWILIO,
                TWILIO,
                List.of("GR", "US"),
                1);
    }
}
