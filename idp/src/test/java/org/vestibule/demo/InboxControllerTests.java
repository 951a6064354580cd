package org.vestibule.demo;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.vestibule.sms.TwilioEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** contract.md, section 3. */
@WebMvcTest(InboxController.class)
@Import({DemoTwilio.class, DemoMail.class})
@ActiveProfiles("demo")
@WithMockUser
class InboxControllerTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private TwilioSimulator twilio;

    @Autowired
    private TwilioEndpoint endpoint;

    @Test
    void endpointWhenDemoThenIsTheSimulator() {
        assertThat(endpoint.baseUrl()).isEqualTo(twilio.baseUrl());
    }

    @Test
    void messagesWhenAskedForJsonThenArrayNewestFirst() {
        twilio.inbox().add(new Inbox.Entry("+12025550123", null, "first", Instant.parse("2026-01-02T03:04:05Z")));
        twilio.inbox().add(new Inbox.Entry("+12025550124", null, "second", Instant.parse("2026-01-02T03:04:06Z")));
        assertThat(mvc.get().uri("/demo/messages").accept("application/json"))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyText()
                .startsWith("[{\"to\":\"+12025550124\",\"subject\":null,\"body\":\"second\","
                        + "\"sentAt\":\"2026-01-02T03:04:06Z\"},"
                        + "{\"to\":\"+12025550123\",\"subject\":null,\"body\":\"first\","
                        + "\"sentAt\":\"2026-01-02T03:04:05Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"})
    void messagesWhenBrowserAsksThenPage(String accept) {
        twilio.inbox().add(new Inbox.Entry("+12025550199", null, "<b>bold</b>", Instant.now()));
        assertThat(mvc.get().uri("/demo/messages").header("Accept", accept))
                .hasStatusOk()
                .bodyText()
                .contains("<h1>Text messages</h1>", "+12025550199", "&lt;b&gt;bold&lt;/b&gt;");
    }

    @Test
    void mailWhenNothingWasSentThenEmpty() {
        assertThat(mvc.get().uri("/demo/mail").accept("application/json"))
                .bodyText()
                .isEqualTo("[]");
        assertThat(mvc.get().uri("/demo/mail")).bodyText().contains("No mail was sent yet.");
    }
}
