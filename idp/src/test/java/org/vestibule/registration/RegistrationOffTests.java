package org.vestibule.registration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.web.context.WebApplicationContext;
import org.vestibule.RealDatabase;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/** OID-20, OID-23: what nobody switched on is not there, and discovery does not name it. */
@Requirement({"OID-20", "OID-23"})
@SpringBootTest
@RealDatabase
class RegistrationOffTests {

    @Autowired
    private WebApplicationContext context;

    private MockMvcTester mvc;

    @BeforeEach
    void client() {
        mvc = MockMvcTester.from(
                context,
                (DefaultMockMvcBuilder builder) ->
                        builder.apply(springSecurity()).build());
    }

    @Test
    void addressesWhenSwitchedOffThenNotFound() {
        assertThat(mvc.post().uri("/connect/register").header("Authorization", "Bearer x"))
                .hasStatus(404);
        assertThat(mvc.get().uri("/connect/register")).hasStatus(404);
        assertThat(mvc.delete().uri("/connect/register/x").header("Authorization", "Bearer x"))
                .hasStatus(404);
    }

    @Test
    void discoveryWhenSwitchedOffThenSaysNothing() {
        assertThat(mvc.get().uri("/.well-known/openid-configuration"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("registration");
    }
}
