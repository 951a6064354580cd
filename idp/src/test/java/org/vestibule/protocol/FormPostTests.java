package org.vestibule.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;

import static org.assertj.core.api.Assertions.assertThat;

/** OAuth 2.0 Form Post Response Mode. */
@ProtocolTest
class FormPostTests {

    @Autowired
    People people;

    private Lms lms;
    private Browser browser;

    @BeforeEach
    void anLms() {
        lms = people.lms(people.client());
        browser = people.browser();
    }

    @Test
    void authorizeWhenFormPostIsAskedForThenAFormHasTheAnswer() {
        Page page =
                SignIn.password(browser, browser.open(lms.authorize("response_mode", "form_post")), people.person());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.location()).isEmpty();
        assertThat(page.hidden(People.REDIRECT)).containsOnlyKeys("code", "state", "iss");
        assertThat(page.hidden(People.REDIRECT))
                .containsEntry("state", "the-state")
                .containsEntry("iss", "http://localhost:9000");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' http://localhost:1");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(lms.redeem(page.hidden(People.REDIRECT).getOrDefault("code", ""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void authorizeWhenFormPostAndRefusedThenAFormHasTheError() {
        Page page = browser.get(lms.authorize("response_mode", "form_post", "prompt", "none"));

        assertThat(page.hidden(People.REDIRECT)).containsEntry("error", "login_required");
    }

    @Test
    void authorizeWhenFormPostAndARequestObjectThenAFormHasTheError() {
        Page page = browser.get(lms.authorize("response_mode", "form_post", "request", "e30.e30."));

        assertThat(page.hidden(People.REDIRECT)).containsEntry("error", "request_not_supported");
    }

    @Test
    void authorizeWhenOnlyTheRequestObjectAsksForAFormThenTheRefusalComesByForm() {
        String object = "eyJhbGciOiJub25lIn0."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"response_mode\":\"form_post\"}".getBytes(StandardCharsets.UTF_8))
                + ".";

        assertThat(browser.get(lms.authorize("request", object)).hidden(People.REDIRECT))
                .containsEntry("error", "request_not_supported");
        assertThat(browser.get(lms.authorize("request", "unreadable")).parameter("error"))
                .isEqualTo("request_not_supported");
    }

    @Test
    void authorizeWhenModeIsUnknownThenIsRefused() {
        assertThat(browser.get(lms.authorize("response_mode", "fragment")).parameter("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void formPostPageWhenNothingIsToBeAnsweredThenIsNotFound() {
        assertThat(browser.get("/oauth2/form-post").status()).isEqualTo(404);
    }
}
