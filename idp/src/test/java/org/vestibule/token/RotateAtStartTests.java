package org.vestibule.token;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.IdpApplication;
import org.vestibule.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-16: the operator's command, started as an operator does. */
class RotateAtStartTests {

    private final TestDatabase database = TestDatabase.create();

    @Test
    void startWhenToldToRotateThenPublishesNewKeysSaysSoInTheAuditTrailAndEnds() {
        try (ConfigurableApplicationContext context = start()) {
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

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(IdpApplication.class)
                .run(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.register-shutdown-hook=false",
                        "--idp.secrets.keys=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "--idp.signing-keys.rotate-now=true");
    }
}
