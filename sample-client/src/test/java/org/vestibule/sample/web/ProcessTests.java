package org.vestibule.sample.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.vestibule.sample.SampleLmsApplication;
import org.vestibule.sample.test.Browser;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.FakeProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** What differs from one start to the next: whether the provider is there yet, and a second platform beside the first. */
class ProcessTests {

    private final Browser browser = new Browser();

    @Test
    void startWhenProviderIsDownThenPublicPagesAndSignInLater() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (ConfigurableApplicationContext lms = start("http://localhost:" + port)) {
            assertThat(browser.open(address(lms, "/")).status()).isEqualTo(200);

            Page unavailable = browser.open(address(lms, "/courses"));
            assertThat(unavailable.status()).isEqualTo(503);
            assertThat(unavailable.heading()).isEqualTo("You did not sign in");
            assertThat(unavailable.body()).contains("does not answer", "Try again");
            Page answer = browser.open(address(lms, "/login/oauth2/code/vestibule?state=1&code=2"));
            assertThat(answer.status()).isEqualTo(503);

            try (FakeProvider provider = new FakeProvider(port)) {
                assertThat(browser.open(address(lms, "/courses")).heading()).isEqualTo("Your courses");
                assertThat(provider.tokenRequests).hasSize(1);
            }
        }
    }

    @Test
    void refreshWhenProviderHasGoneThenSignedInPagesGoOn() {
        FakeProvider provider = new FakeProvider();
        try (provider;
                ConfigurableApplicationContext lms = start(provider.issuer())) {
            provider.answers.accessTokenSeconds = 1;
            browser.open(address(lms, "/courses"));
            Page report = browser.open(address(lms, "/how-you-signed-in"));
            provider.close();

            assertThat(browser.submit(report, "/refresh").body()).contains("The sign-in service does not answer");
            assertThat(browser.open(address(lms, "/courses")).heading()).isEqualTo("Your courses");
        }
    }

    /** Cookies know no ports: two platforms on localhost must not overwrite each other's. */
    @Test
    void sessionsWhenTwoPlatformsOnOneHostThenBothStay() {
        try (FakeProvider provider = new FakeProvider();
                ConfigurableApplicationContext first = start(provider.issuer());
                ConfigurableApplicationContext second = start(
                        provider.issuer(), "server.servlet.session.cookie.name=LMS2SESSION", "lms.name=Sample LMS 2")) {
            browser.open(address(first, "/courses"));
            browser.open(address(second, "/courses"));

            assertThat(browser.get(address(first, "/claims.json")).status()).isEqualTo(200);
            assertThat(browser.get(address(second, "/claims.json")).status()).isEqualTo(200);
            assertThat(browser.open(address(second, "/")).body()).contains("<title>Welcome – Sample LMS 2</title>");
        }
    }

    private static ConfigurableApplicationContext start(String issuer, String... properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(SampleLmsApplication.class)
                .properties("spring.main.banner-mode=off", "server.address=127.0.0.1");
        String[] arguments = new String[properties.length + 2];
        arguments[0] = "--server.port=0";
        arguments[1] = "--spring.security.oauth2.client.provider.vestibule.issuer-uri=" + issuer;
        for (int i = 0; i < properties.length; i++) {
            arguments[i + 2] = "--" + properties[i];
        }
        return application.run(arguments);
    }

    private static String address(ConfigurableApplicationContext lms, String path) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) lms).getWebServer())
                .getPort();
        return "http://localhost:" + port + path;
    }
}
