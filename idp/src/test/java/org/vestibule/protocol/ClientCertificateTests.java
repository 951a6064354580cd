package org.vestibule.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.protocol.AssertingLms.assertRefused;
import static org.vestibule.protocol.AssertingLms.assertTaken;
import static org.vestibule.protocol.CertifiedLms.escaped;

/** OID-17: client authentication by certificate (RFC 8705). */
@Requirement("OID-17")
@ProtocolTest
class ClientCertificateTests {

    @Autowired
    People people;

    @BeforeEach
    void twoFactor() {
        people.twoFactor(true, true);
    }

    /** Section 2.1. */
    @ParameterizedTest
    @ValueSource(strings = {"lms-rsa", "lms-ec", "lms-ed25519", "lms-chain"})
    void tokenWhenAnAuthorityVouchesForTheNameThenWorks(String certificate) {
        Answer token = CertifiedLms.named(people, Map.of()).token(escaped(certificate));
        assertTaken(token);
        assertThat(token.accessToken().has("cnf")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lms-expired",
                "lms-later",
                "lms-server",
                "lms-stranger",
                "lms-authority",
                "other-name",
                "ca",
                "self-rsa",
                "self-ec"
            })
    void tokenWhenTheCertificateIsAnotherOneThenRefused(String certificate) {
        assertRefused(CertifiedLms.named(people, Map.of()).token(escaped(certificate)));
    }

    /** Section 2.2. */
    @Test
    void tokenWhenTheKeyIsRegisteredThenWorksAndOnlyThen() {
        CertifiedLms lms = CertifiedLms.keyed(people, "self-rsa", "self-expired", "lms-ec");
        assertTaken(lms.token(escaped("self-rsa")));
        assertTaken(lms.token(escaped("lms-ec")));
        assertRefused(lms.token(escaped("self-ec")));
        assertRefused(lms.token(escaped("self-ed25519")));
        assertRefused(lms.token(escaped("self-expired")));
        assertRefused(lms.token(escaped("lms-rsa")));
    }

    /** OID-24: what a stranger sends is an answer, never an error of ours. */
    @Requirement("OID-24")
    @Test
    void tokenWhenTheHeaderIsOddThenRefused() {
        String begin = "-----BEGIN%20CERTIFICATE-----%0A";
        String good = escaped("lms-ec");
        for (CertifiedLms lms :
                List.of(CertifiedLms.named(people, Map.of()), CertifiedLms.keyed(people, "self-rsa", "self-ec"))) {
            assertRefused(lms.token());
            for (String odd : List.of(
                    "",
                    "x",
                    "%",
                    "%zz",
                    "%00",
                    "(null)",
                    begin,
                    begin + "AAAA%0A-----END%20CERTIFICATE-----",
                    begin + "%FF%FE%0A-----END%20CERTIFICATE-----",
                    begin + "MIIB".repeat(3500),
                    good.substring(0, good.length() / 2),
                    good.replace("BEGIN%20CERTIFICATE", "BEGIN%20PKCS7"),
                    good.replaceFirst("%0AMII", "%0AMIM"),
                    good.repeat(6))) {
                assertRefused(lms.token(odd));
            }
        }
        assertRefused(CertifiedLms.named(people, Map.of()).token(good, good));
        assertThat(CertifiedLms.named(people, Map.of())
                        .token("A".repeat(20_000))
                        .status())
                .isEqualTo(400);
        assertRefused(new CertifiedLms(people.browser().base(), "nobody").token(good));
        assertRefused(new CertifiedLms(people.browser().base(), "no\0body").token(good));
    }

    /** RFC 6749, section 2.3; and a connection's certificate says nothing about clients that authenticate otherwise. */
    @Test
    void tokenWhenAnotherMethodIsUsedThenTheCertificateDoesNotCount() {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials", "scope", "groups"));
        CertifiedLms certified = CertifiedLms.named(people, Map.of());
        assertRefused(people.lms(certified.clientId()).token(form));
        form.put("client_secret", People.SECRET);
        assertRefused(certified.post("/oauth2/token", form, escaped("lms-ec")));
        CertifiedLms bySecret = new CertifiedLms(people.browser().base(), people.client());
        assertTaken(bySecret.post("/oauth2/token", form, escaped("lms-ec")));
        assertRefused(bySecret.token(escaped("lms-ec")));
        Lms app = people.lms(people.publicClient());
        assertTaken(new CertifiedLms(people.browser().base(), app.clientId())
                .redeem(code(app), Lms.VERIFIER, escaped("lms-ec")));
    }

    /** Section 3: the token is of use with the certificate only, and introspection says so. */
    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void userInfoWhenTheTokenIsBoundThenOnlyWithTheCertificate(String format) {
        CertifiedLms lms = CertifiedLms.named(
                people, Map.of("tlsClientCertificateBoundAccessTokens", true, "accessTokenFormat", format));
        String own = escaped("lms-rsa");
        Answer tokens = lms.redeem(code(people.lms(lms.clientId())), Lms.VERIFIER, own);
        assertTaken(tokens);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        String token = tokens.text("access_token");

        assertTaken(lms.userInfo(token, own));
        for (Answer refused :
                List.of(lms.userInfo(token), lms.userInfo(token, escaped("lms-ec")), lms.userInfo(token, own, own))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
        Answer introspection = lms.post("/oauth2/introspect", Map.of("token", token), own);
        assertThat(introspection.json().path("cnf").path("x5t#S256").asString()).hasSize(43);

        Answer refreshed = lms.post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")),
                escaped("lms-ec"));
        assertTaken(refreshed);
        assertTaken(lms.userInfo(refreshed.text("access_token"), escaped("lms-ec")));
        assertThat(lms.userInfo(refreshed.text("access_token"), own).status()).isEqualTo(401);
    }

    @Test
    void userInfoWhenTheTokenIsNotBoundThenWithoutCertificate() {
        CertifiedLms lms = CertifiedLms.named(people, Map.of());
        Answer tokens = lms.redeem(code(people.lms(lms.clientId())), Lms.VERIFIER, escaped("lms-rsa"));
        assertTaken(lms.userInfo(tokens.text("access_token")));
    }

    /** Contract, section 6: a wrong verifier costs the code. */
    @Test
    void redeemWhenTheVerifierIsWrongThenTheCodeIsDead() {
        CertifiedLms lms = CertifiedLms.named(people, Map.of());
        String code = code(people.lms(lms.clientId()));
        String wrong = "another-verifier-of-at-least-forty-three-characters";
        assertThat(lms.redeem(code, wrong, escaped("lms-ec")).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.redeem(code, Lms.VERIFIER, escaped("lms-ec")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void pushAndRevokeWhenByCertificateThenTaken() {
        CertifiedLms lms = CertifiedLms.named(people, Map.of());
        Map<String, String> request = Map.of(
                "response_type", "code",
                "redirect_uri", People.REDIRECT,
                "scope", "openid",
                "code_challenge", Lms.challenge(),
                "code_challenge_method", "S256");
        assertThat(lms.post("/oauth2/par", request, escaped("lms-ec")).status()).isEqualTo(201);
        assertRefused(lms.post("/oauth2/par", request));
        assertTaken(lms.post("/oauth2/revoke", Map.of("token", "x"), escaped("lms-ec")));
        assertRefused(lms.post("/oauth2/revoke", Map.of("token", "x")));
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenSwitchedOnThenNamesTheMethods() {
        Answer discovery = people.lms("anybody").get("/.well-known/openid-configuration");
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            assertThat(discovery
                            .json()
                            .get(endpoint + "_endpoint_auth_methods_supported")
                            .toString())
                    .contains("\"tls_client_auth\"", "\"self_signed_tls_client_auth\"");
        }
        assertThat(discovery
                        .json()
                        .get("tls_client_certificate_bound_access_tokens")
                        .asBoolean())
                .isTrue();
    }

    private String code(Lms lms) {
        return SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code");
    }
}
