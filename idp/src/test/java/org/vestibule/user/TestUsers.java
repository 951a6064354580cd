package org.vestibule.user;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.web.IdpProperties;

/** People for tests. */
public final class TestUsers {

    private TestUsers() {}

    /** An ordinary person as the database would give her. */
    public static User alice() {
        return new User(
                UUID.fromString("7d0c9f5e-3f57-4b1e-9c0a-0a2f1d6e8b11"),
                "alice",
                "alice@example.org",
                true,
                "Alice",
                "Liddell",
                "en",
                Map.of(),
                Set.of(),
                List.of("students"),
                true,
                null,
                null);
    }

    /** An administrator as the database would give him. */
    public static User admin() {
        return new User(
                UUID.fromString("0f9b7c1a-52f4-4a39-8f0e-6f4b8a7d2c22"),
                "admin",
                "admin@example.org",
                true,
                "Ada",
                "Min",
                "en",
                Map.of(),
                Set.of(Role.ADMIN),
                List.of(),
                true,
                null,
                null);
    }

    /** An ordinary person to be created, without a password. */
    public static NewUser newAlice() {
        return NewUser.named("Alice").withVerifiedEmail("alice@example.org");
    }

    /** The people of a database, without an application context. */
    public static Users users(DataSource database) {
        return new Users(
                JdbcClient.create(database), new UserStore(new JdbcTemplate(database)), event -> {}, Clock.systemUTC());
    }

    /** The policy of a provider named Vestibule at id.school.example. */
    static PasswordPolicy policy() {
        return policy(15, now -> false);
    }

    /** The same with the operator's minimum, under an administrator's rule. */
    static PasswordPolicy policy(int minimum, SecondFactorForAll rule) {
        IdpProperties idp = new Binder(
                        new MapConfigurationPropertySource(Map.of("idp.issuer", "https://id.school.example")))
                .bindOrCreate("idp", IdpProperties.class);
        return new PasswordPolicy(
                new PasswordProperties(minimum, List.of("Springfield")), idp, rule, Clock.systemUTC());
    }
}
