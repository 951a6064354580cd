package org.vestibule.sample.test;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vestibule.sample.SampleLmsApplication;

/** The whole platform on a port of its own, with a fake provider; one of each for all tests. */
@SpringBootTest(classes = SampleLmsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class LmsTest {

    protected static final FakeProvider PROVIDER = new FakeProvider();

    protected final Browser browser = new Browser();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.client.provider.vestibule.issuer-uri", PROVIDER::issuer);
    }

    @BeforeEach
    void resetProvider() {
        PROVIDER.reset();
    }

    protected String lms(String path) {
        return "http://localhost:" + port + path;
    }

    protected Browser.Page signIn() {
        return browser.open(lms("/oauth2/authorization/vestibule"));
    }
}
