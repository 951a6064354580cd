package org.vestibule.registration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.IdpApplication;
import org.vestibule.TestDatabase;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;
import org.vestibule.secrets.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** OID-20: the operator's command, started as an operator does. */
@Requirement("OID-20")
class NewTokenAtStartTests {

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    Path folder;

    @Test
    void startWhenToldToMakeATokenThenWritesItForItsOwnerAloneAndEnds() throws IOException {
        Path file = folder.resolve("token");
        try (ConfigurableApplicationContext context = start(file)) {
            assertThat(context.isActive()).isFalse();
        }
        String token = Files.readString(file).strip();
        assertThat(token).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        assertThat(jdbc.sql("""
                                select uses_left || ' ' || (policy->>'requirePkce') || ' ' || (policy->>'redirectHosts')
                                from initial_access_token where token_hash = ?
                                """).param(Sha256.of(token)).query(String.class).single())
                .isEqualTo("5 false [\"lms.example.org\"]");
        assertThat(jdbc.sql(
                                "select detail->>'purpose' from audit_event where event = 'client.registration-token-created'")
                        .query(String.class)
                        .list())
                .containsExactly("the chemists");
        // a file that is there is never written over
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start(file));
    }

    private ConfigurableApplicationContext start(Path file) {
        return new SpringApplicationBuilder(IdpApplication.class)
                .run(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.register-shutdown-hook=false",
                        "--idp.secrets.keys=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "--idp.registration.new-token=" + file,
                        "--idp.registration.token.purpose=the chemists",
                        "--idp.registration.token.uses=5",
                        "--idp.registration.token.require-pkce=false",
                        "--idp.registration.token.redirect-hosts=LMS.example.org");
    }
}
