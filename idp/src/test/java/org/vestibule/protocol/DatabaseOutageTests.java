package org.vestibule.protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import com.zaxxer.hikari.HikariDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** AVL-05: the database goes away and returns. */
@Requirement("AVL-05")
@ProtocolTest
class DatabaseOutageTests {

    @Autowired
    People people;

    @Autowired
    Environment environment;

    @Autowired
    HikariDataSource pool;

    private JdbcClient server;
    private String database;

    @BeforeEach
    void connectPastTheDatabaseThatGoesAway() {
        String url = environment.getRequiredProperty("spring.datasource.url");
        database = url.substring(url.lastIndexOf('/') + 1);
        server = JdbcClient.create(source(url.substring(0, url.lastIndexOf('/') + 1) + "postgres", environment));
        people.twoFactor(true, true);
    }

    @AfterEach
    void comeBack() {
        server.sql("alter database " + database + " allow_connections true").update();
        // the pool trusts a connection for half a second after its last use; these are dead, and later tests share it
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void requestWhenDatabaseAwayThen503AndGoesOnWhenItReturns() throws Exception {
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        assertThat(browser.open("/account").status()).isEqualTo(200);

        goAway();
        Page page = browser.open("/account");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Vestibule is not available right now", "Reference:");
        assertThat(status("/readyz")).isEqualTo(503);
        assertThat(status("/livez")).isEqualTo(200);
        assertThat(status("/style.css")).isEqualTo(200);
        assertThat(people.browser().open("/login").status()).isEqualTo(200);

        comeBack();
        assertThat(browser.open("/account").status()).isEqualTo(200);
    }

    /** As a load balancer asks, without cookies. */
    private int status(String path) throws Exception {
        URI address = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void goAway() {
        server.sql("alter database " + database + " allow_connections false").update();
        server.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                .param("name", database)
                .query((row, at) -> row.getBoolean(1))
                .list();
    }

    private static DataSource source(String url, Environment environment) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(environment.getRequiredProperty("spring.datasource.username"));
        source.setPassword(environment.getProperty("spring.datasource.password", ""));
        return source;
    }
}
