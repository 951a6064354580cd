package org.vestibule.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class LocalPostgresTests {

    private static final Path PROGRAMS = Path.of("target", "postgres");
    private static final Map<String, String> QUICK = Map.of("fsync", "off");

    @TempDir
    private Path home;

    @AfterEach
    void stop() throws IOException {
        LocalPostgres.stopLeftOver(home);
    }

    @Test
    void startWhenStoppedBeforeThenDataIsKept() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK)) {
            execute(postgres, "create table kept as select 42 as answer");
        }
        assertThat(Postmaster.of(home.resolve("data"))).isEmpty();
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK)) {
            assertThat(answer(postgres, "select answer from kept")).isEqualTo("42");
            assertThat(answer(postgres, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void startWhenFormerServerWasLeftRunningThenItIsStopped() throws Exception {
        LocalPostgres abandoned = LocalPostgres.start(PROGRAMS, home, QUICK);
        execute(abandoned, "create table kept as select 42 as answer");
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK)) {
            assertThat(answer(postgres, "select answer from kept")).isEqualTo("42");
            assertThatThrownBy(() -> answer(abandoned, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void startWhenFormerServerWasKilledThenRecovers() throws Exception {
        LocalPostgres killed = LocalPostgres.start(PROGRAMS, home, Map.of());
        execute(killed, "create table kept as select 42 as answer");
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(home.resolve("data/postmaster.pid")).get(0)))
                .orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, Map.of())) {
            assertThat(answer(postgres, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void stopLeftOverWhenPidBelongsToAnotherProcessThenItLives() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path pidFile = Files.createDirectories(home.resolve("data")).resolve("postmaster.pid");
            Files.writeString(pidFile, stranger.pid() + "\n" + home.resolve("data") + "\n");
            LocalPostgres.stopLeftOver(home);
            assertThat(stranger.isAlive()).isTrue();
            assertThat(pidFile).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void startWhenRootMayOnlyChangeUidThenRunsAsNobody() throws Exception {
        assumeTrue(RunAs.ourUid() == 0, "needs root");
        RunAs nobody = RunAs.detect(0, prefix -> prefix.contains("setpriv") && RunAs.isSomebodyElse(prefix));
        // only root may enter this directory, as with a clone in /root
        Path programs = home.resolve("programs");
        assertThat(Files.getPosixFilePermissions(home)).hasSize(3);
        try (LocalPostgres postgres = LocalPostgres.start(programs, home, QUICK, nobody)) {
            execute(postgres, "create table kept as select 42 as answer");
        }
        // and the way may change between two starts
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK)) {
            assertThat(answer(postgres, "select answer from kept")).isEqualTo("42");
        }
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK, nobody)) {
            assertThat(answer(postgres, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void startWhenDataIsOfAnotherVersionThenSaysSo() throws Exception {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/PG_VERSION"), "15\n");
        assertThatThrownBy(() -> LocalPostgres.start(PROGRAMS, home, QUICK))
                .hasMessageContaining("belongs to PostgreSQL 15");
    }

    @Test
    void connectWhenPasswordIsWrongThenRefused() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(PROGRAMS, home, QUICK)) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            postgres.url("postgres"), LocalPostgres.USERNAME, "not the password"))
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(home.resolve("password"))).hasSize(2);
            assertThat(answer(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void temporaryWhenStartedTwiceThenServersAreApart() throws Exception {
        LocalPostgres one = TemporaryPostgres.start(PROGRAMS);
        LocalPostgres other = TemporaryPostgres.start(PROGRAMS);
        execute(one, "create table only_here (id int)");
        String tables = "select count(*) from pg_tables where tablename = 'only_here'";
        assertThat(List.of(answer(one, tables), answer(other, tables))).containsExactly("1", "0");
    }

    private static void execute(LocalPostgres postgres, String sql) throws Exception {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(LocalPostgres postgres, String sql) throws Exception {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(LocalPostgres postgres) throws Exception {
        return DriverManager.getConnection(postgres.url("postgres"), LocalPostgres.USERNAME, postgres.password());
    }
}
