package org.vestibule.grant;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.web.context.WebApplicationContext;
import org.vestibule.RealDatabase;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/** OID-20, OID-23: what nobody switched on is not there, and discovery does not name it. */
@Requirement({"OID-20", "OID-23"})
@SpringBootTest
@RealDatabase
class TokenExchangeOffTests {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String SECRET = "a client secret of more than thirty-two characters";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientSecrets secrets;

    private MockMvcTester mvc;
    private String clientId;

    @BeforeEach
    void clientWithTheGrant() {
        mvc = MockMvcTester.from(
                context,
                (DefaultMockMvcBuilder builder) ->
                        builder.apply(springSecurity()).build());
        clientId = "server-" + UUID.randomUUID();
        clients.save(new LmsClient(
                UUID.randomUUID(),
                clientId,
                "Server",
                secrets.encode(SECRET),
                ClientMetadata.of(
                        Map.of("grantTypes", List.of(GRANT), "exchangeAudiences", List.of("https://api.example")),
                        true)));
    }

    @Test
    void tokenWhenSwitchedOffThenUnsupportedGrantType() {
        assertThat(mvc.post()
                        .uri("/oauth2/token")
                        .with(httpBasic(clientId, SECRET))
                        .param("grant_type", GRANT)
                        .param("subject_token", "x")
                        .param("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.error")
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void discoveryWhenSwitchedOffThenSaysNothing() {
        assertThat(mvc.get().uri("/.well-known/openid-configuration"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("token-exchange");
    }
}
