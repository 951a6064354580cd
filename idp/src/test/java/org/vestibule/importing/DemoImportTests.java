package org.vestibule.importing;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.Passwords;
import org.vestibule.user.User;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that come with the product obey their own rules. */
@ImportDataTest
class DemoImportTests {

    @Autowired
    private Importer importer;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Clients clients;

    @Autowired
    private SecuritySettingsStore settings;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyDatabase() {
        jdbc.sql("truncate app_user, client, import_mark, security_settings cascade")
                .update();
    }

    /** Contract, section 3. */
    @Test
    void applyWhenDemoFileThenAccountsAndClientsOfTheContractAndNoSettings() throws Exception {
        applyDemo("http://localhost:8080");
        for (String name : new String[] {"admin", "teacher", "student"}) {
            User user = users.byLogin(name + "@example.org").orElseThrow();
            assertThat(user.username()).isEqualTo(name);
            assertThat(passwords.matches(user, "demo-" + name + "-password")).isTrue();
            assertThat(user.isAdministrator()).isEqualTo(name.equals("admin"));
        }
        assertThat(users.byLogin("teacher").orElseThrow().groups()).containsExactly("teachers");
        assertThat(users.byLogin("student").orElseThrow().groups()).containsExactly("students");
        assertThat(settings.current().version()).isZero();

        applyDemo("http://localhost:18080");
        assertThat(lms().metadata().redirectUris())
                .containsExactly("http://localhost:18080/login/oauth2/code/vestibule");
        assertThat(lms().metadata().requirePkce()).isTrue();
        assertThat(users.count()).isEqualTo(3);
    }

    private LmsClient lms() {
        return clients.all().stream()
                .filter(client -> client.clientId().equals("sample-lms"))
                .findFirst()
                .orElseThrow();
    }

    private void applyDemo(String lms) throws Exception {
        String yaml = new ClassPathResource("demo/demo-import.yaml").getContentAsString(StandardCharsets.UTF_8);
        importer.apply(
                "demo",
                yaml.replace("${idp.demo.lms-url}", lms).replace("${idp.demo.lms2-url}", "http://localhost:8081"));
    }
}
