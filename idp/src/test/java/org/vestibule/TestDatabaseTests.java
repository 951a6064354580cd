package org.vestibule;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class TestDatabaseTests {

    @Test
    void createWhenCalledTwiceThenDatabasesAreApart() {
        JdbcClient one = JdbcClient.create(TestDatabase.create().dataSource());
        JdbcClient other = JdbcClient.create(TestDatabase.create().dataSource());
        one.sql("create table only_here (id int)").update();
        assertThat(tables(one)).contains("only_here");
        assertThat(tables(other)).doesNotContain("only_here").contains("flyway_schema_history");
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list();
    }
}
