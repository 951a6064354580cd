package org.vestibule;

import org.springframework.test.context.ContextConfiguration;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The migrations on the PostgreSQL that production uses; skipped where no Docker engine answers. */
@Testcontainers(disabledWithoutDocker = true)
@ContextConfiguration(initializers = OfficialImage.class)
class MigrationOnOfficialImageTests extends MigrationTests {}
