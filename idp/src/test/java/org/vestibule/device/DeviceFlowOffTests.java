package org.vestibule.device;

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
class DeviceFlowOffTests {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
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
        clientId = "tv-" + UUID.randomUUID();
        clients.save(new LmsClient(
                UUID.randomUUID(),
                clientId,
                "TV",
                secrets.encode(SECRET),
                ClientMetadata.of(Map.of("grantTypes", List.of(GRANT)), true)));
    }

    @Test
    void addressesWhenSwitchedOffThenNotFound() {
        assertThat(mvc.get().uri("/device")).hasStatus(404);
        assertThat(mvc.get().uri("/device/allowed")).hasStatus(404);
        assertThat(mvc.post().uri("/device").param("userCode", "BCDF-BCDF")).hasStatus(404);
        assertThat(mvc.post().uri("/oauth2/device_authorization")).hasStatus(404);
        assertThat(mvc.post().uri("/oauth2/device_authorization").with(httpBasic(clientId, SECRET)))
                .hasStatus(404);
    }

    @Test
    void tokenWhenSwitchedOffThenUnsupportedGrantType() {
        assertThat(mvc.post()
                        .uri("/oauth2/token")
                        .with(httpBasic(clientId, SECRET))
                        .param("grant_type", GRANT)
                        .param("device_code", "x"))
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
                .doesNotContain("device");
    }
}
