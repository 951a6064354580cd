package org.vestibule.settings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.mail.Mails;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.TextMessages.Answer;
import org.vestibule.user.TestUsers;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest(TestMessageController.class)
@Import(SecuritySettingsPage.class)
@MockitoBean(types = {EnrolledPeople.class, Users.class, Mails.class})
class TestMessageControllerTests {

    private static final String PAGE = "/admin/settings/security/test-message";
    private static final IdpUser ADMIN = TestPrincipals.signedIn(TestUsers.admin());

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private SecuritySettingsStore store;

    @MockitoBean
    private TextMessages textMessages;

    @BeforeEach
    void twilioIsSaved() {
        given(store.current()).willReturn(TestSettings.both());
    }

    @Test
    void sendWhenAcceptedThenSaysSo() {
        given(textMessages.sendTest(TestSettings.twilio(), "+12025550123", ADMIN.id()))
                .willReturn(new Answer(true, "sms.test.accepted"));
        assertThat(send("+1 202-555-0123")).hasStatusOk().bodyText().contains("The test message is on its way");
    }

    /** The gateway's answer in plain words; it never fails the page. */
    @Test
    void sendWhenKeyIsWrongThenSaysSoOnTheSamePage() {
        given(textMessages.sendTest(any(), any(), any())).willReturn(new Answer(false, "sms.test.wrong-key"));
        assertThat(send("+12025550123"))
                .hasStatusOk()
                .bodyText()
                .contains("Twilio does not accept the Service SID and the Service Key together", "<h1>Security</h1>")
                .contains("value=\"+12025550123\"")
                .doesNotContain(TestSettings.SERVICE_KEY);
    }

    @Test
    void sendWhenNumberIsNoneThenRefusedAndNothingSent() {
        assertThat(send("call me"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#number\">Enter a phone number that starts with + and the country code</a>")
                .contains("value=\"call me\"");
        verify(textMessages, never()).sendTest(any(), any(), any());
    }

    @Test
    void sendWhenTwilioIsNotSetUpThenNothingSent() {
        given(store.current()).willReturn(TestSettings.app());
        assertThat(send("+12025550123")).hasStatusOk();
        verify(textMessages, never()).sendTest(any(), any(), any());
    }

    @Test
    void showWhenOpenedThenNothingSent() {
        assertThat(mvc.get().uri(PAGE + "?number={number}", "+12025550123").with(TestPrincipals.as(ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"+12025550123\"");
        verify(textMessages, never()).sendTest(any(), any(), any());
    }

    private MockMvcRequestBuilder send(String number) {
        return mvc.post().uri(PAGE).with(csrf()).with(TestPrincipals.as(ADMIN)).param("number", number);
    }
}
