package org.vestibule.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Contract, section 5: the same format, without secrets. */
@ImportDataTest
class ExporterTests {

    private static final String FILE = """
            settings:
              twoFactorEnabled: true
              smsService: twilio
              allowedCountries: [GR]
              twilio: { serviceSid: AC0123456789abcdef0123456789abcdef, serviceKey: KEEP-ME-HERE, servicePhone: "+1234567890" }
            users:
              - username: ann
                password: nine green bottles
                email: ann@example.org
                emailVerified: true
                givenName: Ανν
                familyName: "no: yes"
                claims: { nickname: A, address: { country: GR } }
                roles: [ADMIN]
                groups: [b, a]
                totpSecret: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
                phone: "+306912345678"
                phoneVerified: true
                preferredMethod: sms
              - username: "007"
                phone: "+306912345679"
                enabled: false
            clients:
              - clientId: moodle
                clientSecret: short-secret
                redirectUris: ["https://lms.example.org/callback"]
                idTokenLife: 10m
                requirePushedAuthorizationRequests: true
                requiredAcr: https://refeds.org/profile/mfa
                acrNames: { mfa: urn:example:two }
              - clientId: with-certificate
                authenticationMethods: [tls_client_auth]
                redirectUris: ["https://lms.example.org/callback"]
                tlsClientAuthSubjectDn: CN=lms, O=School
                tlsClientCertificateBoundAccessTokens: true
              - clientId: with-keys
                authenticationMethods: [private_key_jwt]
                redirectUris: ["https://lms.example.org/callback"]
                jwks:
                  keys:
                    - kty: EC
                      crv: P-256
                      x: MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4
                      y: 4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM
            """;

    @TempDir
    private Path directory;

    @Autowired
    private Importer importer;

    @Autowired
    private Exporter exporter;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyDatabase() {
        jdbc.sql("truncate app_user, client, import_mark, security_settings, trusted_browser_rules cascade")
                .update();
    }

    @Test
    void writeWhenImportedThenSameRecordsWithoutSecrets() throws Exception {
        importer.apply("file.yaml", FILE);
        String exported = export();
        assertThat(exported)
                .contains(
                        "username: ann",
                        "username: '007'",
                        "givenName: Ανν",
                        "phone: '+306912345678'",
                        "phoneVerified: true",
                        "clientId: moodle",
                        "idTokenLife: 600s",
                        "requirePushedAuthorizationRequests: true",
                        "mfa: urn:example:two",
                        "tlsClientAuthSubjectDn: CN=lms, O=School",
                        "tlsClientCertificateBoundAccessTokens: true",
                        "x: MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                        "serviceSid: AC0123456789abcdef0123456789abcdef")
                .doesNotContain("argon2", "GEZD", "KEEP-ME-HERE", "short-secret", "password:", "sha256");
    }

    @Test
    void writeWhenImportedAgainThenNothingChanges() throws Exception {
        importer.apply("file.yaml", FILE);
        List<String> before = everything();
        importer.apply("export.yaml", export());
        assertThat(everything()).isEqualTo(before);
    }

    /** MFA-12: elsewhere the same rules hold, also those that wait while nobody may trust a browser. */
    @Requirement("MFA-12")
    @ParameterizedTest
    @CsvSource({"14, true", "7, false", "0, true", "0, false"})
    void writeWhenTrustedBrowsersHaveRulesThenTheSameElsewhere(int days, boolean overnight) throws Exception {
        importer.apply("file.yaml", """
                settings:
                  trustedBrowserDays: %d
                  trustedBrowserGroups: ["a=b = 2", students=0, Β΄ τάξη=1]
                  trustedBrowserEndsOvernight: %s
                """.formatted(days, overnight));
        List<String> before = trustedBrowserRules();
        assertThat(before)
                .singleElement()
                .asString()
                .contains("Β΄ τάξη=1", "a=b=2", "students=0", "(1,1," + days + ",");
        String exported = export();
        assertThat(exported).contains("trustedBrowserDays: " + days, "students=0");
        importer.apply("export.yaml", exported);
        assertThat(trustedBrowserRules()).isEqualTo(before);

        emptyDatabase();
        importer.apply("export.yaml", exported);
        assertThat(trustedBrowserRules()).isEqualTo(before);
    }

    @Test
    void writeWhenNobodyEverTrustedThenOff() throws Exception {
        importer.apply("file.yaml", FILE);
        assertThat(trustedBrowserRules()).isEmpty();
        assertThat(export()).contains("trustedBrowserDays: 0").doesNotContain("trustedBrowserGroups", "Overnight");
    }

    private List<String> trustedBrowserRules() {
        return jdbc.sql("select r::text from trusted_browser_rules r")
                .query(String.class)
                .list();
    }

    /** Whoever was created elsewhere from an export needs what it left out. */
    @Test
    void writeWhenImportedElsewhereThenOnlyTheSecretsAreMissing() throws Exception {
        importer.apply("file.yaml", FILE);
        String exported = export();
        emptyDatabase();
        assertThatThrownBy(() -> importer.apply("export.yaml", exported))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("settings.twilio.serviceKey: is missing")
                .hasMessageContaining("clients[0].authenticationMethods: needs a clientSecret")
                .hasMessageNotContaining("users");
    }

    @Test
    void writeWhenDirectoryIsMissingThenSentence() {
        assertThatThrownBy(() -> exporter.write(directory.resolve("missing/file.yaml")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cannot be written");
    }

    private String export() throws Exception {
        Path file = directory.resolve("export.yaml");
        exporter.write(file);
        assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("GROUP", "OTHERS");
        return Files.readString(file);
    }

    private List<String> everything() {
        return jdbc.sql("""
                        select u::text from app_user u union all select c::text from client c
                        union all select g::text from user_group g union all select e::text from enrollment e
                        union all select s::text from security_settings s order by 1
                        """).query(String.class).list();
    }
}
