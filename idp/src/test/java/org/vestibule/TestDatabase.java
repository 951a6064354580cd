package org.vestibule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.vestibule.postgres.LocalPostgres;
import org.vestibule.postgres.TemporaryPostgres;

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
        private static final LocalPostgres POSTGRES = start();

        private static LocalPostgres start() {
            try {
                LocalPostgres postgres = TemporaryPostgres.start(Path.of("target", "postgres"));
                execute(postgres, "create database " + TEMPLATE);
                Flyway.configure()
                        .dataSource(database(postgres, TEMPLATE).dataSource())
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        static TestDatabase database(String name) {
            return database(POSTGRES, name);
        }

        private static TestDatabase database(LocalPostgres postgres, String name) {
            try {
                return new TestDatabase(postgres.url(name), LocalPostgres.USERNAME, postgres.password());
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        // one at a time: PostgreSQL refuses to copy a template that another session is using
        static synchronized void execute(String sql) {
            execute(POSTGRES, sql);
        }

        private static void execute(LocalPostgres postgres, String sql) {
            try (Connection connection =
                            database(postgres, "postgres").dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException ex) {
                throw new IllegalStateException(sql, ex);
            }
        }
    }
}
