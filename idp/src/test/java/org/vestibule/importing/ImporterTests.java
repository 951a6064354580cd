package org.vestibule.importing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.MovingClock;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.client.RegisteredKeys;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.Passwords;
import org.vestibule.user.Role;
import org.vestibule.user.User;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Contract, section 5. */
@ImportDataTest
class ImporterTests {

    private static final String EVERYTHING = """
            settings:
              twoFactorEnabled: true
              askEnrolledWhenOff: true
              qrCodeService: google-authenticator
              smsService: twilio
              allowedCountries: [GR, US]
              totpWindow: 1
              requiredFor: [teachers, board]
              requiredFrom: 2026-12-01
              graceDays: 14
              twilio: { serviceSid: AC0123456789abcdef0123456789abcdef, serviceKey: 00112233445566778899aabbccddeeff, servicePhone: "+1234567890" }
            users:
              - username: Student2
                password: nine green bottles
                email: student2@example.org
                emailVerified: true
                givenName: Second
                familyName: Student
                locale: en
                claims: { nickname: Stu, address: { country: GR }, phone_number: "+12025550123" }
                roles: [ADMIN]
                groups: [teachers, board]
                totpSecret: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
                phone: "+30 691 234 5678"
                phoneVerified: true
                preferredMethod: totp
                enabled: true
            clients:
              - clientId: moodle
                clientSecret: a-secret-of-moodle
                name: Moodle
                authenticationMethods: [client_secret_basic, client_secret_post]
                grantTypes: [authorization_code, refresh_token, client_credentials]
                redirectUris: ["https://lms.example.org/admin/oauth2callback.php"]
                postLogoutRedirectUris: ["https://lms.example.org/"]
                backchannelLogoutUri: "https://lms.example.org/backchannel"
                scopes: [openid, profile, email, offline_access]
                requirePkce: false
                consent: false
                requiredAcr: https://refeds.org/profile/mfa
                acrNames: { mfa: urn:example:two }
                idTokenLife: 10m
                requirePushedAuthorizationRequests: true
            """;

    private static final String NEW_SECRET = "a-new-secret-of-moodle-that-is-long-enough";

    @Autowired
    private Importer importer;

    @Autowired
    private MovingClock clock;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientSecrets secrets;

    @Autowired
    private SecuritySettingsStore settings;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyDatabase() {
        jdbc.sql("truncate app_user, client, import_mark, security_settings cascade")
                .update();
    }

    @Test
    void applyWhenEveryKeyIsThereThenAllOfItIsWritten() {
        apply(EVERYTHING);
        User user = person("student2");
        assertThat(user)
                .usingRecursiveComparison()
                .ignoringFields("id", "updatedAt")
                .isEqualTo(new User(
                        user.id(),
                        "Student2",
                        "student2@example.org",
                        true,
                        "Second",
                        "Student",
                        "en",
                        Map.of("nickname", "Stu", "address", Map.of("country", "GR"), "phone_number", "+12025550123"),
                        Set.of(Role.ADMIN),
                        List.of("board", "teachers"),
                        true,
                        "totp",
                        null));
        assertThat(passwords.matches(user, "nine green bottles")).isTrue();
        assertThat(factors(user.id())).containsExactly("sms active +306912345678", "totp active");

        SecuritySettings saved = settings.current();
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.offersApp()).isTrue();
        assertThat(saved.offersTextMessages()).isTrue();
        assertThat(saved.allowedCountries()).containsExactly("GR", "US");
        assertThat(Optional.ofNullable(saved.twilio()).orElseThrow().serviceKey())
                .isEqualTo("00112233445566778899aabbccddeeff");

        LmsClient moodle = client("moodle");
        assertThat(moodle.name()).isEqualTo("Moodle");
        assertThat(secrets.matches("a-secret-of-moodle", moodle.secretHash())).isTrue();
        assertThat(moodle.metadata().redirectUris())
                .containsExactly("https://lms.example.org/admin/oauth2callback.php");
        assertThat(moodle.metadata().requirePkce()).isFalse();
        assertThat(moodle.metadata().claimsInIdToken()).isTrue();
        assertThat(moodle.metadata().idTokenLife()).hasMinutes(10);
        assertThat(moodle.metadata().requirePushedAuthorizationRequests()).isTrue();
        assertThat(moodle.metadata().acrNames()).containsExactly(Map.entry("mfa", "urn:example:two"));
    }

    @Test
    void applyWhenSameFileTwiceThenNothingChanges() {
        apply(EVERYTHING);
        List<String> before = everything();
        apply(EVERYTHING);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void applyWhenEditedSinceThenEditsStayAndChangedValuesWin() {
        apply(people("groups: [a]", "givenName: Ann", "email: ann@example.org"));
        User ann = person("ann");
        users.update(new User(
                ann.id(),
                "ann",
                "ann@example.org",
                false,
                "Edited",
                "Too",
                null,
                Map.of(),
                Set.of(),
                List.of("edited"),
                true,
                null,
                null));
        apply(people("groups: [b]", "givenName: Ann", "email: ann@example.org"));
        User after = person("ann");
        assertThat(after.id()).isEqualTo(ann.id());
        assertThat(after.groups()).containsExactly("b");
        assertThat(after.givenName()).isEqualTo("Edited");
        assertThat(after.familyName()).isEqualTo("Too");
    }

    @Test
    void applyWhenKeyIsLeftOutThenItsValueStays() {
        apply(people("groups: [a]", "givenName: Ann"));
        apply(people("givenName: Ann"));
        assertThat(person("ann").groups()).containsExactly("a");
    }

    @Test
    void applyWhenOrderOfListOrMappingDiffersThenNoChange() {
        apply(people("groups: [a, b]", "claims: { nickname: A, website: \"https://a.example\" }"));
        List<String> before = everything();
        apply(people("groups: [b, a]", "claims: { website: \"https://a.example\", nickname: A }"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void applyWhenUserNameIsSpelledDifferentlyThenSamePerson() {
        apply(people("groups: [a]"));
        apply("""
                users:
                  - username: "ＡＮＮ"
                    groups: [b]
                """);
        assertThat(users.count()).isEqualTo(1);
        assertThat(person("ann").groups()).containsExactly("b");
    }

    @Test
    void applyWhenCreationOnlyKeysChangeThenTheyDoNotCount() {
        apply(people("password: nine green bottles", "totpSecret: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        apply(people("password: ten green bottles!", "phone: \"+306912345678\""));
        assertThat(passwords.matches(person("ann"), "nine green bottles")).isTrue();
        assertThat(factors(person("ann").id())).containsExactly("totp active");
    }

    @Test
    void applyWhenPhoneIsNotVerifiedThenItWaitsForProof() {
        apply(people("phone: \"+306912345678\""));
        assertThat(factors(person("ann").id())).containsExactly("sms pending +306912345678");
    }

    @Test
    void applyWhenHashesOfOtherSystemsThenTheirPasswordsWork() {
        apply("""
                users:
                  - username: bcrypt
                    passwordHash: "{bcrypt}$2a$04$CG3epZ/f8EazHWwEIYi0XubX3GufX8spuFFSt2DpS2KQx4M8f/vjO"
                  - username: argon
                    passwordHash: "{argon2}$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
                """);
        assertThat(passwords.matches(person("argon"), "password")).isTrue();
        assertThat(passwords.matches(person("argon"), "password")).isTrue();
        assertThat(passwords.matches(person("bcrypt"), "not it")).isFalse();
    }

    @Test
    void applyWhenNoPasswordThenNobodyGetsIn() {
        apply(people("groups: [a]"));
        assertThat(passwords.matches(person("ann"), "")).isFalse();
    }

    @Test
    void applyWhenSettingsWereSavedThenTheFilesDoNotCount() {
        apply("settings: { twoFactorEnabled: true, qrCodeService: google-authenticator }");
        apply("settings: { twoFactorEnabled: false }");
        // mail is not set up here: no error, as none of it counts any more
        apply("settings: { emailService: on }");
        assertThat(settings.current().twoFactorEnabled()).isTrue();
        assertThat(settings.current().version()).isEqualTo(1);
    }

    @Test
    void applyWhenClientExistsThenChangedAddressWinsAndSecretStays() {
        apply(EVERYTHING);
        apply(EVERYTHING
                .replace("lms.example.org/admin", "lms.example.org:8443/admin")
                .replace("a-secret-of-moodle", "another-secret"));
        assertThat(client("moodle").metadata().redirectUris())
                .containsExactly("https://lms.example.org:8443/admin/oauth2callback.php");
        assertThat(secrets.matches("a-secret-of-moodle", client("moodle").secretHash()))
                .isTrue();
    }

    /** OID-17: a new secret beside the former one, which ends after the overlap. */
    @Requirement("OID-17")
    @Test
    void applyWhenThereIsANewSecretThenTheFormerOneStaysForTheOverlap() {
        apply(EVERYTHING);
        String changed = EVERYTHING.replace(
                "clientSecret: a-secret-of-moodle", "newClientSecret: " + NEW_SECRET + "\n    clientSecretOverlap: 2d");
        apply(changed);
        assertThat(good("a-secret-of-moodle")).isTrue();
        assertThat(good(NEW_SECRET)).isTrue();

        clock.advance(Duration.ofDays(1));
        apply(changed);
        assertThat(jdbc.sql("select count(*) from client_secret")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        clock.advance(Duration.ofDays(1));
        assertThat(good("a-secret-of-moodle")).isFalse();
        assertThat(good(NEW_SECRET)).isTrue();
    }

    @Test
    void applyWhenAClientBeginsWithItsNewSecretThenThatIsItsOnlyOne() {
        apply(EVERYTHING.replace("clientSecret: a-secret-of-moodle", "newClientSecret: " + NEW_SECRET));
        assertThat(good(NEW_SECRET)).isTrue();
        assertThat(jdbc.sql("select count(*) from client_secret where expires_at is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private boolean good(String secret) {
        return secrets.matches(secret, client("moodle").secretHash());
    }

    /** What the profile leaves as usual needs not be named; what stands against it is refused. */
    @Test
    void applyWhenClientIsFlaggedForFapi2ThenTheRestFollows() {
        String client = """
                clients:
                  - clientId: bank
                    fapi2: true
                    jwksUri: https://lms.example.org/jwks
                    redirectUris: ["https://lms.example.org/callback"]
                """;
        apply(client);
        assertThat(client("bank").metadata().authenticationMethods()).containsExactly("private_key_jwt");
        assertThat(client("bank").metadata().requirePushedAuthorizationRequests())
                .isTrue();
        assertThat(client("bank").metadata().dpopBoundAccessTokens()).isTrue();
        assertThat(client("bank").metadata().idTokenSignedResponseAlg()).isEqualTo("PS256");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> apply(client + "    idTokenSignedResponseAlg: RS256\n"))
                .withMessageContaining("idTokenSignedResponseAlg: must be PS256 or ES256 for fapi2");
    }

    /** FAPI 2.0 Security Profile, section 5.3.2.1: by certificate, and the tokens bound to it. */
    @Test
    void applyWhenClientOfFapi2HasACertificateThenItsTokensAreBoundToIt() {
        String client = """
                clients:
                  - clientId: bank
                    fapi2: true
                    authenticationMethods: [tls_client_auth]
                    tlsClientAuthSubjectDn: CN=bank, O=School
                    redirectUris: ["https://lms.example.org/callback"]
                """;
        apply(client);
        assertThat(client("bank").metadata().tlsClientCertificateBoundAccessTokens())
                .isTrue();
        assertThat(client("bank").metadata().dpopBoundAccessTokens()).isFalse();
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> apply(client + "    tlsClientCertificateBoundAccessTokens: false\n"))
                .withMessageContaining("dpopBoundAccessTokens: cannot be false for fapi2");
    }

    /** RFC 7591: the keys by value or by address, never both; so one takes the place of the other. */
    @Test
    void applyWhenClientMovesFromKeysToTheirAddressThenOnlyThatHolds() {
        String client = """
                clients:
                  - clientId: lms
                    authenticationMethods: [private_key_jwt]
                    redirectUris: ["https://lms.example.org/callback"]
                """;
        apply(client + """
                    jwks: { "keys": [{ "kty": "EC", "crv": "P-256", "kid": 2026-11-24,
                      "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                      "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM" }] }
                """);
        assertThat(client("lms").secretHash()).isNull();
        assertThat(RegisteredKeys.parsed(
                                Optional.ofNullable(client("lms").metadata().jwks())
                                        .orElseThrow())
                        .orElseThrow()
                        .getKeyByKeyId("2026-11-24"))
                .isNotNull();
        apply(client + "    jwksUri: https://lms.example.org/jwks\n");
        assertThat(client("lms").metadata().jwks()).isNull();
        assertThat(client("lms").metadata().jwksUri()).isEqualTo("https://lms.example.org/jwks");
    }

    @Test
    void applyWhenPublicClientThenWithoutSecretAndWithPkce() {
        apply("clients: [{ clientId: app, redirectUris: [\"org.example.app:/callback\"] }]");
        assertThat(Optional.ofNullable(client("app").secretHash())).isEmpty();
        assertThat(client("app").metadata().requirePkce()).isTrue();
        assertThat(client("app").metadata().authenticationMethods()).containsExactly("none");
    }

    @Test
    void applyWhenAddressMovesThenVerifiedOnlyIfTheFileSaysSo() {
        apply(people("email: ann@example.org", "emailVerified: true"));
        apply(people("email: ann@example.com"));
        assertThat(person("ann").emailVerified()).isFalse();
        apply(people("email: ann@example.net", "emailVerified: true"));
        assertThat(person("ann").emailVerified()).isTrue();
        assertThat(users.byLogin("ann@example.net")).isPresent();
    }

    @Test
    void applyWhenAnythingIsWrongThenNothingIsWritten() {
        assertThatThrownBy(() -> apply(EVERYTHING.replace("requirePkce: false", "requirePkce: perhaps")))
                .isInstanceOf(StartRefusedException.class);
        assertThat(everything()).isEmpty();
        assertThat(settings.current().version()).isZero();
    }

    @Test
    void applyWhenAddressIsAnothersThenRefusedWithItsLine() {
        apply("users: [{ username: owner, email: mine@example.org, emailVerified: true }]");
        assertThatThrownBy(() -> apply("""
                        users:
                          - username: thief
                            email: MINE@example.org
                            emailVerified: true
                        """))
                .hasMessageContaining("test.yaml, line 3: users[0].email: is the verified address of another account");
        assertThat(users.count()).isEqualTo(1);
    }

    /** PWD-14. */
    @Requirement("PWD-14")
    @Test
    void applyWhenUserNameIsAnAddressThenOnlyTheOwnVerifiedOne() {
        assertThatThrownBy(() -> apply("users: [{ username: victim@example.org }]"))
                .hasMessageContaining("line 1: users[0].username: has the form of an address");
        apply("users: [{ username: own@example.org, email: Own@example.org, emailVerified: true }]");
        assertThatThrownBy(() -> apply("users: [{ username: own@example.org, email: other@example.org }]"))
                .hasMessageContaining("has the form of an address");
    }

    private void apply(String yaml) {
        importer.apply("test.yaml", yaml);
    }

    private static String people(String... keys) {
        return "users:\n  - username: ann\n    " + String.join("\n    ", keys) + "\n";
    }

    private User person(String login) {
        return users.byLogin(login).orElseThrow();
    }

    private LmsClient client(String clientId) {
        return clients.all().stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst()
                .orElseThrow();
    }

    private List<String> factors(UUID userId) {
        return jdbc.sql("""
                        select concat_ws(' ', e.method, e.status, p.e164) from enrollment e
                        left join sms_phone p on p.enrollment_id = e.id where e.user_id = ? order by 1
                        """).param(userId).query(String.class).list();
    }

    private List<String> everything() {
        return jdbc.sql("""
                        select u::text from app_user u union all select c::text from client c
                        union all select g::text from user_group g union all select e::text from enrollment e
                        union all select m::text from import_mark m union all select s::text from security_settings s
                        order by 1
                        """).query(String.class).list();
    }
}
