package org.vestibule.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;

import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-09, through a real Tomcat: what is said, and that nothing from inside is. */
@Requirement("WEB-09")
@SpringBootTest(
        classes = ErrorPagesTests.App.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoint.health.validate-group-membership=false",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
class ErrorPagesTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(textBlock = """
            /oauth2/authorize,   400, This sign-in link does not work
            /fail/400,           400, That request did not work
            /fail/403,           403, You do not have access to this page
            /expired,            403, This page has expired
            /nowhere,            404, Page not found
            /error,              404, Page not found
            /form,               405, Page not found
            /fail/422,           422, That request did not work
            /fail/429,           429, Too many requests
            /crash,              500, Something went wrong
            /fail/503,           503, Vestibule is not available right now
            /database-away,      503, Vestibule is not available right now
            """)
    void getWhenFailsThenPageWithHeadingAndReference(String path, int status, String heading) throws Exception {
        HttpResponse<String> page = get(path, "text/html");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains("<h1>" + heading + "</h1>")
                .containsPattern("<code dir=\"ltr\">[2-9B-Z]{4}-[2-9B-Z]{4}</code>")
                .doesNotContainIgnoringCase("exception", "tomcat", "apache", "spring", "inner secret", "org.vestibule");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(csp -> assertThat(csp).contains("default-src 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void postWhenCsrfTokenMissingThenExpired() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/form"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> page = send(request);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("<h1>This page has expired</h1>", "href=\"/login\"");
    }

    @Test
    void getWhenThrottledThenSaysHowLong() throws Exception {
        assertThat(get("/fail/429", "text/html").body()).contains("Wait 2 minutes, then try again.");
    }

    @Test
    void getWhenOnlyJsonWantedThenProblem() throws Exception {
        HttpResponse<String> answer = get("/crash", "application/json");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"title\":\"Something went wrong\"", "\"status\":500", "\"reference\":\"")
                .doesNotContainIgnoringCase("exception", "inner secret", "trace");
    }

    @Test
    void getWhenUnknownHostThen421() throws Exception {
        assertThat(raw("GET /fail/400 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("<h1>That request did not work</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a|b<c> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%c0%ae HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /..;/fail HTTP/1.1\r\nHost: local host\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void requestWhenMalformedThenPlainAnswer(String request) throws Exception {
        assertPlain(raw(request));
    }

    @Test
    void requestWhenHeadersTooLargeThenPlainAnswer() throws Exception {
        assertPlain(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(17_000) + "\r\n\r\n"));
    }

    /** WEB-06. */
    @Requirement("WEB-06")
    @Test
    void requestWhenTooManyParametersOrTooLongFormThenRefused() throws Exception {
        assertThat(get("/parameters?" + "a=1&".repeat(101), "text/html").statusCode())
                .isEqualTo(400);
        assertThat(get("/parameters?" + "a=1&".repeat(100), "text/html").statusCode())
                .isEqualTo(200);
        String form = "a=" + "x".repeat(66_000);
        assertThat(raw("POST /parameters HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form))
                .startsWith("HTTP/1.1 4");
    }

    private static void assertPlain(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .doesNotContainIgnoringCase("tomcat", "apache", "coyote", "exception", "<style");
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept)
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, TomcatErrors.class, ErrorPages.class, Failing.class})
    static class App {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .headers(headers -> headers.addHeaderWriter(new CspHeaderWriter()))
                    .exceptionHandling(handling -> handling.accessDeniedHandler(new AccessDeniedPage()))
                    .build();
        }
    }

    @Controller
    static class Failing {

        @GetMapping("/fail/{status}")
        void fail(@PathVariable int status, HttpServletResponse response) throws IOException {
            if (status == 429) {
                response.setIntHeader("Retry-After", 61);
            }
            response.sendError(status, "inner secret");
        }

        @GetMapping("/oauth2/authorize")
        void authorize(HttpServletResponse response) throws IOException {
            response.sendError(400, "inner secret");
        }

        @GetMapping("/expired")
        void expired() {
            throw new ExpiredPageException("inner secret");
        }

        @GetMapping("/crash")
        void crash() {
            throw new IllegalStateException("inner secret");
        }

        @GetMapping("/database-away")
        void databaseAway() {
            throw new DataAccessResourceFailureException(
                    "inner secret", new SQLTransientConnectionException("timed out"));
        }

        @PostMapping("/form")
        void form() {}

        @GetMapping("/parameters")
        void parameters(@RequestParam String[] a, HttpServletResponse response) {
            response.setStatus(200);
        }
    }
}
