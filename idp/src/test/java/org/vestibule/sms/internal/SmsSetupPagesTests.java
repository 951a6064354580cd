package org.vestibule.sms.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Place;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.internal.SmsSetups.Outcome;
import org.vestibule.user.TestUsers;
import org.vestibule.user.User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** ux.md, section 5, set up text messages. */
@WebMvcTest({SmsSetupController.class, SmsCodeController.class})
@Import(SmsOffer.class)
class SmsSetupPagesTests {

    private static final String START = "/account/two-factor/sms";
    private static final String CODE = START + "/code";
    private static final String RESEND = START + "/resend";
    private static final PhoneNumber NUMBER = new PhoneNumber("+12025550167");

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private SmsSetups setups;

    @MockitoBean
    private SecuritySettingsStore settings;

    @MockitoBean
    private FirstRecoveryCodes recoveryCodes;

    private User user = TestUsers.alice();

    @BeforeEach
    void offered() {
        given(settings.current()).willReturn(SmsTestConfiguration.settings(List.of("US")));
        given(setups.running(any())).willReturn(Optional.empty());
        given(setups.suggestion(any())).willReturn(Optional.empty());
        given(setups.place(any(), anyBoolean(), any())).willReturn(Optional.of(Place.ONLY));
        given(setups.replaced(any(), any())).willReturn(Optional.empty());
        given(setups.query(any())).willReturn("");
    }

    private void running() {
        Enrollment pending =
                new Enrollment(UUID.randomUUID(), user.id(), FactorMethod.SMS, Instant.now(), null, null, null, 1);
        given(setups.running(any())).willReturn(Optional.of(new SmsSetups.Running(pending, NUMBER, true)));
    }

    private SessionAuthentication signedIn() {
        return new SessionAuthentication(
                new IdpUser(user, TestPeople.session(user.id(), null, Instant.now()), Set.of()));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(authentication(signedIn())).exchange();
    }

    private MvcTestResult post(String path, String name, String value) {
        return mvc.post()
                .uri(path)
                .param(name, value)
                .with(authentication(signedIn()))
                .with(csrf())
                .exchange();
    }

    @Test
    void getWhenOfferedThenAsksForTheNumberAndSendsNothing() throws Exception {
        MvcTestResult page = get(START);
        assertThat(page).hasStatusOk();
        assertThat(page.getResponse().getContentAsString())
                .contains("<h1>Set up text messages</h1>")
                .contains("<label for=\"phone\">Mobile phone number</label>")
                .contains("Start with + and the country code, for example +12025550123")
                .contains("type=\"tel\"", "autocomplete=\"tel\"", "dir=\"ltr\"")
                .contains(">Send code</button>")
                .contains("Less secure than an app, because phone numbers can be taken over.");
        verify(setups, never()).open(any(), any(), any(), any());
    }

    @Test
    void getWhenHeldNumberComesBackThenItIsFilledIn() {
        assertThat(mvc.get()
                        .uri(START)
                        .param("held", "x")
                        .param("phone", "+1 202 555 0123")
                        .with(authentication(signedIn())))
                .bodyText()
                .contains("value=\"+1 202 555 0123\"");
    }

    @Test
    void postWhenSentThenOnToTheCode() {
        given(setups.open(any(), eq(NUMBER), any(), any())).willReturn(CodeSending.SENT);
        assertThat(post(START, "phone", "+1 (202) 555-0167")).hasStatus(302).hasRedirectedUrl(CODE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NOT_A_MOBILE_NUMBER | 422 | Enter a mobile phone number that starts with + and the country code
                    NUMBER_REFUSED  | 422 | This number cannot get text messages. Check the number
                    COUNTRY_REFUSED | 422 | We do not send text messages to this country
                    FAILED          | 422 | We could not send a text message. Try another way or try again later
                    COOLING_DOWN    | 429 | You can ask for a new code in 42 seconds
                    """)
    void postWhenNotSentThenSaysWhyAndKeepsTheNumber(CodeSending sending, int status, String text) {
        given(setups.open(any(), any(), any(), any())).willReturn(sending);
        given(setups.waitSeconds(any())).willReturn(42L);
        assertThat(post(START, "phone", "+1 202 555 0167"))
                .hasStatus(status)
                .bodyText()
                .contains(text, "value=\"+1 202 555 0167\"", "There is a problem", "href=\"#phone\"");
    }

    @ParameterizedTest
    @CsvSource({"''", "12025550123", "+1 202 CALL", "+12025550123x9"})
    void postWhenNotANumberThenSaysHowToWriteIt(String typed) {
        assertThat(post(START, "phone", typed))
                .hasStatus(422)
                .bodyText()
                .contains("Enter a mobile phone number that starts with + and the country code");
        verify(setups, never()).open(any(), any(), any(), any());
    }

    // SMS-13: only the masked number is on the page that asks for the code
    @Requirement("SMS-13")
    @Test
    void getCodeWhenRunningThenShowsTheMaskedNumber() throws Exception {
        running();
        assertThat(get(CODE)).hasStatusOk();
        assertThat(get(CODE).getResponse().getContentAsString())
                .contains("<h1>Check your phone</h1>", "We sent a text message to +1 •••••67.")
                .contains(
                        "autocomplete=\"one-time-code\"",
                        "<label for=\"code\">6-digit code</label>",
                        ">Submit</button>")
                .contains("Not received a text message?")
                .doesNotContain(NUMBER.e164());
    }

    @Test
    void getCodeWhenNothingIsRunningThenStartsWithTheNumber() {
        assertThat(get(CODE)).hasRedirectedUrl(START);
        assertThat(get(RESEND)).hasRedirectedUrl(START);
    }

    /** WEB-01: the form that confirms the first factor makes the recovery codes. */
    @Requirement("WEB-01")
    @Test
    void postCodeWhenRightAndFirstThenAnswersWithRecoveryCodes() {
        running();
        given(setups.confirm(any(), eq("123456"), any())).willReturn(Outcome.FIRST);
        given(recoveryCodes.show(any(), any(), any(), any())).willReturn("redirect:/codes");
        assertThat(post(CODE, "code", " 123-456 ")).hasRedirectedUrl("/codes");
    }

    @Test
    void postCodeWhenRightAndFurtherThenGoesBackToTheOverview() {
        running();
        given(setups.confirm(any(), eq("123456"), any())).willReturn(Outcome.FURTHER);
        assertThat(post(CODE, "code", " 123-456 ")).hasRedirectedUrl("/account/two-factor?status=text-messages-added");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    WRONG_CODE    | That code is not correct. Check it and try again
                    WRONG_CODE_AFTER_RESEND | Use the code from the newest message.
                    EXPIRED_CODE  | That code has expired. Send a new code
                    SHARED_NUMBER | This number is used by several other people
                    OVER          | This set-up has expired. Start again
                    """)
    void postCodeWhenNotRightThenSaysWhatToDo(Outcome outcome, String text) {
        running();
        given(setups.confirm(any(), any(), any())).willReturn(outcome);
        assertThat(post(CODE, "code", "123456")).hasStatus(422).bodyText().contains(text);
    }

    // contract, section 6: empty or malformed input is a form error and not counted
    @ParameterizedTest
    @CsvSource({"'', Enter the 6-digit code", "12345, The code must be 6 numbers", "12345a, The code must be 6 numbers"
    })
    void postCodeWhenMalformedThenNotCounted(String typed, String text) {
        running();
        assertThat(post(CODE, "code", typed)).hasStatus(422).bodyText().contains(text);
        verify(setups, never()).confirm(any(), any(), any());
    }

    @Test
    void getResendWhenRunningThenShowsTheNumberAsTypedAndSendsNothing() throws Exception {
        running();
        assertThat(get(RESEND).getResponse().getContentAsString())
                .contains("<h1>Not received a text message?</h1>", NUMBER.e164(), "It can take a few minutes")
                .contains("Change the number", ">Send a new code</button>");
        verify(setups, never()).resend(any(), any(), any());
    }

    @Test
    void postResendWhenSentOrTooEarlyThenSaysSo() {
        running();
        given(setups.resend(any(), any(), any())).willReturn(CodeSending.SENT, CodeSending.COOLING_DOWN);
        given(setups.waitSeconds(any())).willReturn(1L);
        assertThat(post(RESEND, "x", "y")).hasRedirectedUrl(CODE + "?status=code-sent");
        assertThat(post(RESEND, "x", "y"))
                .hasStatus(429)
                .hasHeader("Retry-After", "1")
                .bodyText()
                .contains("You can ask for a new code in 1 second");
    }

    // SMS-01: forbidden for administrators by default
    @Requirement("SMS-01")
    @Test
    void getWhenAdministratorThenOffersTheAppOnly() {
        user = TestUsers.admin();
        running();
        for (String path : List.of(START, CODE, RESEND)) {
            assertThat(get(path)).hasStatusOk().bodyText().contains("auditors use an authenticator app");
        }
        assertThat(post(START, "phone", NUMBER.e164())).bodyText().contains("auditors use");
        assertThat(post(CODE, "code", "123456")).bodyText().contains("auditors use");
        assertThat(post(RESEND, "x", "y")).bodyText().contains("auditors use");
        verify(setups, never()).open(any(), any(), any(), any());
        verify(setups, never()).confirm(any(), any(), any());
        verify(setups, never()).resend(any(), any(), any());
    }

    // SMS-01: off by default
    @Requirement("SMS-01")
    @Test
    void getWhenNotOfferedThenBackToTheProfile() {
        given(settings.current()).willReturn(SecuritySettings.initial());
        assertThat(get(START)).hasRedirectedUrl("/account?status=text-messages-not-offered");
        assertThat(post(START, "phone", NUMBER.e164())).hasRedirectedUrl("/account?status=text-messages-not-offered");
    }
}
