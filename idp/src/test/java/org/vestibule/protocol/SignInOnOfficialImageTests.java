package org.vestibule.protocol;

import org.springframework.test.context.ContextConfiguration;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.vestibule.OfficialImage;

/** Sign-in, tokens and refresh on the PostgreSQL that production uses; skipped where no Docker engine answers. */
@Testcontainers(disabledWithoutDocker = true)
@ContextConfiguration(initializers = OfficialImage.class)
class SignInOnOfficialImageTests extends AuthorizationCodeFlowTests {}
