package org.vestibule.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;

@ImportDataTest
class LargeImportTests {

    private static final int PEOPLE = 10_000;

    @Autowired
    private Importer importer;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyDatabase() {
        jdbc.sql("truncate app_user, client, import_mark, security_settings cascade")
                .update();
    }

    /** Contract, section 5: ten thousand users with ready hashes in under a minute. */
    @Test
    void applyWhenTenThousandPeopleWithReadyHashesThenUnderAMinute() {
        String yaml = people(PEOPLE);
        Instant start = Instant.now();
        importer.apply("large.yaml", yaml);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(users.count()).isEqualTo(PEOPLE);
        assertThat(jdbc.sql("select count(*) from totp_secret")
                        .query(Integer.class)
                        .single())
                .isEqualTo(PEOPLE);
        importer.apply("large.yaml", yaml);
        assertThat(users.count()).isEqualTo(PEOPLE);
    }

    /** Nodes that start together: the second finds what the first did. */
    @Test
    void applyWhenTwoNodesStartTogetherThenOneCreatesAndTheOtherFinds() throws Exception {
        String yaml = people(200);
        Parallel.times(2, () -> {
            importer.apply("both.yaml", yaml);
            return true;
        });
        assertThat(users.count()).isEqualTo(200);
    }

    private static String people(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> """
                          - username: student%1$d
                            passwordHash: "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
                            email: student%1$d@example.org
                            emailVerified: true
                            givenName: Student
                            familyName: Number %1$d
                            groups: [students, year-%2$d]
                            totpSecret: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
                        """.formatted(i, i % 7))
                .collect(Collectors.joining("", "users:\n", ""));
    }
}
