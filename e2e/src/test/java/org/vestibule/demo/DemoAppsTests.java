package org.vestibule.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DemoAppsTests {

    private static final Path JAR = Path.of("/somewhere/app.jar");
    private static final Path KEY_RING = Path.of("/somewhere/secrets.keys");

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();

    @TempDir
    private Path root;

    @Test
    void identityProviderWhenNothingIsSetThenDemoOnLoopback() {
        App idp = identityProvider();
        assertThat(idp.command())
                .contains(
                        "-Dserver.address=127.0.0.1",
                        "-Dmanagement.server.address=127.0.0.1",
                        "-Didp.exit-with-stdin=true",
                        "-Didp.demo.lms-url=http://localhost:8080",
                        "-Didp.demo.lms2-url=http://localhost:8081",
                        "-jar")
                .endsWith(JAR.toString());
        assertThat(idp.environment())
                .containsEntry("SPRING_PROFILES_ACTIVE", "demo")
                .containsEntry("IDP_ISSUER", "http://localhost:9000")
                .containsEntry("SERVER_PORT", "9000")
                .containsEntry("MANAGEMENT_SERVER_PORT", "9001")
                .containsEntry("IDP_SECRETS_FILE", KEY_RING.toString());
        assertThat(idp.health()).hasToString("http://127.0.0.1:9000/readyz");
    }

    @Test
    void identityProviderWhenStartedThenItsPasswordIsNotOnTheCommandLine() {
        App idp = identityProvider();
        String password = idp.environment().getOrDefault("SPRING_DATASOURCE_PASSWORD", "");
        assertThat(password).isNotBlank();
        assertThat(String.join(" ", idp.command()) + idp).doesNotContain(password);
    }

    @Test
    void identityProviderWhenPropertiesAreGivenToMavenThenTheyReachIt() {
        properties.setProperty("idp.sms.twilio.base-url", "http://localhost:4010");
        properties.setProperty("spring.mail.host", "localhost");
        properties.setProperty("maven.home", "/opt/maven");
        properties.setProperty("server.port", "80");
        properties.setProperty("server.address", "0.0.0.0");
        assertThat(identityProvider().command())
                .contains("-Didp.sms.twilio.base-url=http://localhost:4010", "-Dspring.mail.host=localhost")
                .contains("-Dserver.address=127.0.0.1")
                .doesNotContain("-Dmaven.home=/opt/maven", "-Dserver.port=80", "-Dserver.address=0.0.0.0");
    }

    @Test
    void identityProviderWhenKeysAreGivenThenTheyCount() {
        environment.put("IDP_SECRETS_KEYS", "a:AAAA");
        assertThat(identityProvider().environment()).doesNotContainKey("IDP_SECRETS_FILE");
    }

    /** Contract, section 1: "The provider serves https itself when server.ssl.* (PEM files) and an https idp.issuer are set". */
    @Test
    void identityProviderWhenItServesHttpsThenIsAskedByHttps() {
        properties.setProperty("idp.issuer", "https://localhost:9000");
        assertThat(identityProvider().health()).hasScheme("http");
        properties.setProperty("server.ssl.certificate", "/somewhere/certificate.pem");
        assertThat(identityProvider().health()).hasToString("https://127.0.0.1:9000/readyz");
        assertThat(identityProvider().command()).contains("-Dserver.ssl.certificate=/somewhere/certificate.pem");
    }

    @Test
    void appsWhenPortsMoveThenAddressesFollow() {
        environment.putAll(Map.of("IDP_PORT", "9100", "LMS_PORT", "8180", "LMS2_PORT", "8181"));
        assertThat(identityProvider().environment()).containsEntry("IDP_ISSUER", "http://localhost:9100");
        assertThat(identityProvider().command())
                .contains("-Didp.demo.lms-url=http://localhost:8180", "-Didp.demo.lms2-url=http://localhost:8181");
        assertThat(apps().sampleLms(JAR).environment())
                .containsEntry("SERVER_PORT", "8180")
                .containsEntry("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_VESTIBULE_ISSUERURI", "http://localhost:9100");
        assertThat(new Announcement(settings()).text())
                .contains("http://localhost:9100/demo/messages", "http://localhost:8180", "http://localhost:8181")
                .contains("demo-admin-password", "demo-teacher-password", "demo-student-password");
    }

    @Test
    void appsWhenIssuerIsGivenThenEverybodyUsesIt() {
        properties.setProperty("idp.issuer", "http://127.0.0.1:9000");
        assertThat(identityProvider().command()).contains("-Didp.issuer=http://127.0.0.1:9000");
        assertThat(apps().secondSampleLms(JAR).environment())
                .containsEntry("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_VESTIBULE_ISSUERURI", "http://127.0.0.1:9000");
    }

    @Test
    void lmsWhenThereAreTwoThenClientsAndCookiesDiffer() {
        properties.setProperty("lms.name", "Our LMS");
        App one = apps().sampleLms(JAR);
        App other = apps().secondSampleLms(JAR);
        String id = "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_VESTIBULE_CLIENTID";
        assertThat(one.environment()).containsEntry(id, "sample-lms");
        assertThat(other.environment()).containsEntry(id, "sample-lms-2");
        assertThat(one.command())
                .contains(
                        "-Dserver.servlet.session.cookie.name=LMSSESSION",
                        "-Dlms.exit-with-stdin=true",
                        "-Dlms.name=Our LMS");
        assertThat(other.command()).contains("-Dserver.servlet.session.cookie.name=LMS2SESSION");
        assertThat(other.health()).hasToString("http://127.0.0.1:8081/health");
    }

    private App identityProvider() {
        DemoDatabase database = new DemoDatabase("jdbc:postgresql://127.0.0.1:1/postgres", "demo", "s3cret", () -> {});
        return apps().identityProvider(JAR, KEY_RING, database);
    }

    private DemoApps apps() {
        return new DemoApps(settings());
    }

    private DemoSettings settings() {
        return DemoSettings.of(root, root.resolve(".demo"), environment, properties);
    }
}
