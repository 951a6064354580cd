package org.vestibule.audit;

import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.RealDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Contract, section 6, audit chain: "one role for both gives a start-up warning". */
@DataJdbcTest
@RealDatabase
@ExtendWith(OutputCaptureExtension.class)
class SchemaOwnerWarningTests {

    @Autowired
    private DataSource dataSource;

    private JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    @Test
    void startWhenOneRoleDoesBothThenWarns(CapturedOutput output) {
        SchemaOwnerWarning warning = new SchemaOwnerWarning(jdbc());

        warning.warn();

        assertThat(output).contains("owns the schema, so it could rewrite the audit trail");
    }

    /** The test's transaction has one connection, and with its end the role is gone. */
    @Test
    void startWhenTheRunningRoleIsLimitedThenSaysNothing(CapturedOutput output) {
        String role = "app_" + UUID.randomUUID().toString().replace("-", "");
        jdbc().sql("create role " + role).update();
        jdbc().sql("set local role " + role).update();

        new SchemaOwnerWarning(jdbc()).warn();

        assertThat(output).doesNotContain("owns the schema");
    }
}
