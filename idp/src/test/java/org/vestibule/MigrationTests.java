package org.vestibule;

import java.io.IOException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The context has applied every migration, each once, to a PostgreSQL 18. */
@DataJdbcTest
@RealDatabase
class MigrationTests {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void migrateWhenContextStartsThenEveryFileIsApplied() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
        assertThat(jdbc.sql("select script from flyway_schema_history where success")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(files).map(Resource::getFilename).toList())
                .isNotEmpty();
    }

    @Test
    void databaseWhenContextStartsThenIsPostgres18() {
        assertThat(jdbc.sql("show server_version_num").query(Integer.class).single())
                .isBetween(180000, 189999);
    }

    /** V0023: what a client authenticated by before goes on working. */
    @Test
    void migrateWhenClientsHaveSecretsThenTheyKeepThem() {
        DataSource database = TestDatabase.create().dataSource();
        FluentConfiguration flyway =
                Flyway.configure().dataSource(database).schemas("former").defaultSchema("former");
        flyway.target("22").load().migrate();
        JdbcClient former = JdbcClient.create(database);
        former.sql("""
                        insert into former.client (id, client_id, name, secret_hash, metadata) values
                            (gen_random_uuid(), 'moodle', 'Moodle', '{sha256}00', '{}'),
                            (gen_random_uuid(), 'app', 'App', null, '{}')
                        """).update();

        flyway.target("latest").load().migrate();

        assertThat(former.sql("""
                        select c.client_id || ' ' || s.slot || ' ' || s.hash
                        from former.client c join former.client_secret s on s.client_id = c.id
                        """).query(String.class).list()).containsExactly("moodle 1 {sha256}00");
    }
}
