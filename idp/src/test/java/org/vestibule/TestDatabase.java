package org.vestibule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A fresh PostgreSQL database with all migrations applied. One server per JVM; the migrations run once into a template,
 * of which {@link #create()} makes copies in a few hundred milliseconds.
 */
public record TestDatabase(String url, String username, String password) {

    /** A database that nobody else uses. */
    public static TestDatabase create() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        Server.execute("create database " + name + " template " + Server.TEMPLATE);
        return Server.database(name);
    }

    /** Connections to it, not pooled. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    /** Started with the first use of a database, stopped and deleted when the JVM ends. */
    private static final class Server {

        static final String TEMPLATE = "migrated";
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            // Under the library's own directory, where it finds and stops what a killed JVM left behind.
            Path data = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "embedded-pg",
                    UUID.randomUUID().toString());
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("max_connections", "500")
                        .start();
                migrate(postgres);
                return postgres;
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private static void migrate(EmbeddedPostgres postgres) {
            execute(postgres, "create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(database(postgres, TEMPLATE).dataSource())
                    .load()
                    .migrate();
        }

        static TestDatabase database(String name) {
            return database(POSTGRES, name);
        }

        private static TestDatabase database(EmbeddedPostgres postgres, String name) {
            return new TestDatabase(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres", "postgres");
        }

        // one at a time: PostgreSQL refuses to copy a template that another session is using
        static synchronized void execute(String sql) {
            execute(POSTGRES, sql);
        }

        private static void execute(EmbeddedPostgres postgres, String sql) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException ex) {
                throw new IllegalStateException(sql, ex);
            }
        }
    }
}
