package org.vestibule.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DemoDatabaseTests {

    private static final Path PROGRAMS = Path.of("target", "postgres");

    @TempDir
    private Path home;

    @Test
    void startWhenStartedAgainThenDataAndPasswordAreKept() throws Exception {
        String password;
        try (DemoDatabase database = DemoDatabase.start(PROGRAMS, home)) {
            password = database.password();
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "create table kept as select 1; select count(*) from kept"))
                    .isEqualTo("1");
        }
        try (DemoDatabase database = DemoDatabase.start(PROGRAMS, home)) {
            assertThat(database.password()).isEqualTo(password);
            assertThat(ask(database, "select count(*) from kept")).isEqualTo("1");
            assertThat(database.toString()).doesNotContain(password);
        }
    }

    private static String ask(DemoDatabase database, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
