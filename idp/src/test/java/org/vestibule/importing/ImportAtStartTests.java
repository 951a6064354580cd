package org.vestibule.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.IdpApplication;
import org.vestibule.TestDatabase;
import org.vestibule.lifecycle.StartRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole application, started with a file to import or to export. */
@ExtendWith(OutputCaptureExtension.class)
class ImportAtStartTests {

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void startWhenFileIsWrongThenSentenceWithoutStackTraceAndNoStart(CapturedOutput output) throws Exception {
        Path file = directory.resolve("people.yaml");
        Files.writeString(file, "users:\n  - username: ann\n    email: none\n");
        assertThatThrownBy(() -> start("--idp.import=" + file)).rootCause().isInstanceOf(StartRefusedException.class);
        assertThat(output)
                .contains("The import file " + file + " is refused; nothing has been changed:")
                .contains(file + ", line 3: users[0].email: is not an e-mail address")
                .doesNotContain("at org.vestibule.importing", "stack_trace");
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("select count(*) from app_user")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void startWhenFileIsMissingThenSentence(CapturedOutput output) {
        assertThatThrownBy(() -> start("--idp.import=" + directory.resolve("missing.yaml")))
                .rootCause()
                .isInstanceOf(StartRefusedException.class);
        assertThat(output).contains("missing.yaml cannot be read");
    }

    /** Contract, section 5: writes the same format and ends with status 0. */
    @Test
    void startWhenExportThenImportsFirstWritesAndEnds() throws Exception {
        Path file = directory.resolve("people.yaml");
        Path export = directory.resolve("export.yaml");
        Files.writeString(file, "users:\n  - username: ann\n    email: ann@example.org\n");
        try (ConfigurableApplicationContext context = start("--idp.import=" + file.toUri(), "--idp.export=" + export)) {
            assertThat(context.isActive()).isFalse();
        }
        assertThat(Files.readString(export)).contains("- username: ann", "email: ann@example.org");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.main.register-shutdown-hook=false",
                "--idp.secrets.keys=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        all.addAll(List.of(arguments));
        return new SpringApplicationBuilder(IdpApplication.class).run(all.toArray(String[]::new));
    }
}
