package org.vestibule.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.vestibule.postgres.LocalPostgres;

/**
 * The demo's own PostgreSQL: data that survives a power cut, a password nobody needs to know.
 *
 * @param url for JDBC
 * @param server is stopped with this
 */
record DemoDatabase(String url, String username, String password, Closeable server) implements Closeable {

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "max_connections", "200");

    static DemoDatabase start(Path programs, Path home) {
        try {
            LocalPostgres server = LocalPostgres.start(programs, home, DURABLE);
            return new DemoDatabase(server.url("postgres"), LocalPostgres.USERNAME, server.password(), server);
        } catch (IOException ex) {
            throw new DemoException("The database cannot start. " + ex.getMessage(), ex);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String toString() {
        return url;
    }
}
