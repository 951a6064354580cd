package org.vestibule.token;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.IdpApplication;
import org.vestibule.TestDatabase;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OID-16: the operator's command, started as an operator does. */
@Requirement("OID-16")
class RotateAtStartTests {

    private final TestDatabase database = TestDatabase.create();

    @Test
    void startWhenToldToRotateThenPublishesNewKeysSaysSoInTheAuditTrailAndEnds() {
        try (ConfigurableApplicationContext context = start("--idp.signing-keys.rotate-now=true")) {
            assertThat(context.isActive()).isFalse();
        }
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        assertThat(jdbc.sql("select count(*) from signing_key where algorithm = 'RS256'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("select detail->>'algorithm' from audit_event where event = 'signing-key.rotated'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("RS256", "ES256", "PS256");
    }

    @Test
    void startWhenToldToRevokeThenTheKeyIsGoneAndTheAuditTrailSaysSo() {
        start("--idp.signing-keys.rotate-now=true").close();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        String kid = jdbc.sql("select kid from signing_key where algorithm = 'ES256' and retired_at is not null")
                .query(String.class)
                .single();

        try (ConfigurableApplicationContext context = start("--idp.signing-keys.revoke=" + kid)) {
            assertThat(context.isActive()).isFalse();
        }

        assertThat(jdbc.sql("select private_jwk is null and expires_at <= now() from signing_key where kid = ?")
                        .param(kid)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select detail->>'kid' from audit_event where event = 'signing-key.revoked'")
                        .query(String.class)
                        .list())
                .containsExactly(kid);
        assertThatThrownBy(() -> start("--idp.signing-keys.revoke=" + kid))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(kid);
    }

    private ConfigurableApplicationContext start(String command) {
        return new SpringApplicationBuilder(IdpApplication.class)
                .run(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.register-shutdown-hook=false",
                        "--idp.secrets.keys=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        command);
    }
}
