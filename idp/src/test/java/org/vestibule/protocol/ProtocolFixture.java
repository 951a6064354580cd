package org.vestibule.protocol;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.vestibule.MovingClock;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.demo.TwilioSimulator;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.TwilioEndpoint;
import org.vestibule.totp.TotpImport;
import org.vestibule.user.NewUser;
import org.vestibule.user.PasswordHasher;
import org.vestibule.user.Role;
import org.vestibule.user.Users;

/** People, LMSs and settings for protocol tests. */
@TestConfiguration(proxyBeanMethods = false)
class ProtocolFixture {

    @Bean
    MovingClock clock() {
        return new MovingClock(Instant.now());
    }

    /** Takes the text messages in Twilio's place. */
    @Bean
    TwilioSimulator twilio(MovingClock clock) {
        return TwilioSimulator.start(0, clock);
    }

    @Bean
    TwilioEndpoint twilioEndpoint(TwilioSimulator twilio) {
        return new TwilioEndpoint(twilio.baseUrl());
    }

    /** Takes the mail in a server's place. */
    @Bean
    Mailbox mailbox() {
        return new Mailbox();
    }

    @Bean
    @Lazy
    People people(
            Users users,
            PasswordHasher hasher,
            TotpImport apps,
            Clients clients,
            ClientSecrets secrets,
            SecuritySettingsStore settings,
            MovingClock clock,
            Environment environment) {
        return new People(users, hasher, apps, clients, secrets, settings, clock, environment);
    }

    /** Makes who and what a test needs. */
    static final class People {

        static final String PASSWORD = "correct horse battery staple";
        static final String TOTP_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        static final String REDIRECT = "http://localhost:1/login/oauth2/code/vestibule";
        static final String SECRET = "a client secret of more than thirty-two characters";

        private static final ClientMetadata LMS = ClientMetadata.of(
                Map.of(
                        "authenticationMethods", List.of("client_secret_basic", "client_secret_post"),
                        "grantTypes", List.of("authorization_code", "refresh_token", "client_credentials"),
                        "redirectUris", List.of(REDIRECT),
                        "postLogoutRedirectUris", List.of("http://localhost:1/"),
                        "scopes", List.of("openid", "profile", "email", "groups", "offline_access")),
                true);

        private final Users users;
        private final PasswordHasher hasher;
        private final TotpImport apps;
        private final Clients clients;
        private final ClientSecrets secrets;
        private final SecuritySettingsStore settings;
        private final MovingClock clock;
        private final Environment environment;

        People(
                Users users,
                PasswordHasher hasher,
                TotpImport apps,
                Clients clients,
                ClientSecrets secrets,
                SecuritySettingsStore settings,
                MovingClock clock,
                Environment environment) {
            this.users = users;
            this.hasher = hasher;
            this.apps = apps;
            this.clients = clients;
            this.secrets = secrets;
            this.settings = settings;
            this.clock = clock;
            this.environment = environment;
        }

        MovingClock clock() {
            return clock;
        }

        /** A person with a password and nothing else. */
        Person person() {
            return person(Set.of());
        }

        Person administrator() {
            return person(Set.of(Role.ADMIN));
        }

        Person person(Set<Role> roles) {
            String username = "p" + UUID.randomUUID().toString().substring(0, 8);
            UUID id = users.create(NewUser.named(username)
                    .withVerifiedEmail(username + "@example.org")
                    .withPasswordHash(hasher.hash(PASSWORD))
                    .withRoles(roles));
            return new Person(id, username);
        }

        /** Somebody of whom a school knows everything, with an authenticator app. */
        Person learner() {
            String username = "l" + UUID.randomUUID().toString().substring(0, 8);
            UUID id = users.create(new NewUser(
                    username,
                    username + "@example.org",
                    true,
                    "Ada",
                    "Lovelace",
                    "en",
                    Map.of("nickname", "Ada"),
                    Set.of(),
                    List.of("7b"),
                    hasher.hash(PASSWORD),
                    null,
                    true));
            Person person = new Person(id, username);
            enrolApp(person);
            return person;
        }

        /** A person with an authenticator app and further claims. */
        Person withClaims(Map<String, Object> claims) {
            String username = "p" + UUID.randomUUID().toString().substring(0, 8);
            NewUser named = NewUser.named(username).withPasswordHash(hasher.hash(PASSWORD));
            UUID id = users.create(new NewUser(
                    username,
                    null,
                    false,
                    null,
                    null,
                    null,
                    claims,
                    Set.of(),
                    List.of(),
                    named.passwordHash(),
                    null,
                    true));
            Person person = new Person(id, username);
            enrolApp(person);
            return person;
        }

        /** A person with an authenticator app. */
        Person withApp() {
            Person person = person();
            enrolApp(person);
            return person;
        }

        void enrolApp(Person person) {
            apps.add(Map.of(person.id(), TOTP_KEY));
        }

        /** 2-factor authentication on, with both services. */
        void twoFactor(boolean enabled, boolean askEnrolledWhenOff) {
            SecuritySettings now = settings.current();
            settings.saveFirst(SecuritySettings.initial());
            settings.save(
                    new SecuritySettings(
                            settings.current().version(),
                            enabled,
                            askEnrolledWhenOff,
                            SecuritySettings.QrCodeService.GOOGLE_AUTHENTICATOR,
                            SecuritySettings.SmsService.NONE,
                            null,
                            List.of("US"),
                            now.totpWindow()),
                    person().id());
        }

        /** A confidential LMS with PKCE. */
        String client() {
            return client(true, null);
        }

        String client(boolean requirePkce, @Nullable String requiredAcr) {
            return requiredAcr == null
                    ? client(Map.of("requirePkce", requirePkce))
                    : client(Map.of("requirePkce", requirePkce, "requiredAcr", requiredAcr));
        }

        /** A confidential LMS with some settings of its own, by component of ClientMetadata. */
        String client(Map<String, ?> settings) {
            String clientId = "lms-" + UUID.randomUUID();
            clients.save(
                    new LmsClient(UUID.randomUUID(), clientId, "Moodle", secrets.encode(SECRET), LMS.with(settings)));
            return clientId;
        }

        /** An LMS without a secret, such as an app. */
        String publicClient() {
            return publicClient(List.of("authorization_code", "refresh_token"));
        }

        String publicClient(List<String> grantTypes) {
            String clientId = "app-" + UUID.randomUUID();
            ClientMetadata metadata =
                    LMS.with(Map.of("authenticationMethods", List.of("none"), "grantTypes", grantTypes));
            clients.save(new LmsClient(UUID.randomUUID(), clientId, "App", null, metadata));
            return clientId;
        }

        Browser browser() {
            return new Browser(URI.create("http://localhost:" + environment.getProperty("local.server.port")));
        }

        Lms lms(String clientId) {
            return new Lms(browser().base(), clientId, SECRET);
        }

        /** The code of the authenticator app now. */
        String code() {
            return Totp.code(TOTP_KEY, clock.instant());
        }

        /** Moves the clock to the next code. */
        String nextCode() {
            clock.advance(Duration.ofSeconds(30));
            return code();
        }
    }

    record Person(UUID id, String username) {}
}
