package org.vestibule;

import java.io.IOException;
import java.util.stream.Stream;

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
}
