package org.vestibule.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged jars, started as the demo starts them. */
class DemoStartTests {

    private final RunningDemo demo = RunningDemo.get();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void providerWhenReadyThenAnswersUnderItsIssuer() throws Exception {
        assertThat(get(demo.provider().resolve("/livez")).statusCode()).isEqualTo(200);
        assertThat(get(demo.provider().resolve("/.well-known/openid-configuration"))
                        .body())
                .contains("\"issuer\":\"" + demo.provider() + "\"");
    }

    @Test
    void lmsWhenReadyThenBothOfferSignIn() throws Exception {
        for (URI lms : List.of(demo.lms(), demo.secondLms())) {
            assertThat(get(lms.resolve("/")).body()).contains("Sign in");
        }
    }

    @Test
    void lmsWhenAskedForCoursesThenLeadsToTheProvider() throws Exception {
        for (URI lms : List.of(demo.lms(), demo.secondLms())) {
            HttpResponse<String> toClient = get(lms.resolve("/oauth2/authorization/vestibule"));
            assertThat(toClient.statusCode()).isEqualTo(302);
            URI authorize = URI.create(toClient.headers().firstValue("Location").orElse(""));
            assertThat(authorize.toString()).startsWith(demo.provider() + "/oauth2/authorize");
            HttpResponse<String> answer = get(authorize);
            // a client or redirect address that the provider does not know would stop here with 400
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).contains("/login");
        }
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
