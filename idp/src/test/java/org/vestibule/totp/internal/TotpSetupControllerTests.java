package org.vestibule.totp.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Place;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.totp.internal.TotpSetups.Outcome;
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

@WebMvcTest(TotpSetupController.class)
class TotpSetupControllerTests {

    private static final String PATH = "/account/two-factor/totp";
    private static final OpenedSetup OPENED = OpenedSetup.of(
            UUID.fromString("11111111-2222-3333-4444-555555555555"),
            new OtpauthUri("Vestibule", "alice", TotpKey.ofDefault(Base32.decode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))));

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private TotpSetups setups;

    @MockitoBean
    private SecuritySettingsStore settings;

    @MockitoBean
    private FirstRecoveryCodes recoveryCodes;

    @BeforeEach
    void offered() {
        given(settings.current()).willReturn(offering(QrCodeService.GOOGLE_AUTHENTICATOR));
        given(setups.place(any(), anyBoolean(), any())).willReturn(Optional.of(Place.ONLY));
        given(setups.query(any())).willReturn("");
        given(setups.open(any(), any(), any())).willReturn(OPENED);
    }

    private static SecuritySettings offering(QrCodeService service) {
        return new SecuritySettings(1, true, true, service, SmsService.NONE, null, null, 1);
    }

    private static SessionAuthentication signedIn(User user, FactorMethod... enrolled) {
        return new SessionAuthentication(
                new IdpUser(user, TestPeople.session(user.id(), null, Instant.now()), Set.of(enrolled)));
    }

    private MvcTestResult get(User user, FactorMethod... enrolled) {
        return mvc.get()
                .uri(PATH)
                .with(authentication(signedIn(user, enrolled)))
                .exchange();
    }

    private MvcTestResult post(String code) {
        return mvc.post()
                .uri(PATH)
                .param("setup", OPENED.id().toString())
                .param("code", code)
                .with(authentication(signedIn(TestUsers.alice())))
                .with(csrf())
                .exchange();
    }

    /** S12, S13, TOTP-12: the picture, the link and the text key say the same. */
    @Requirement("TOTP-12")
    @Test
    void getWhenOpenedThenShowsQrCodeLinkAndKey() throws Exception {
        MvcTestResult page = get(TestUsers.alice());
        String html = page.getResponse().getContentAsString();
        assertThat(page).hasStatusOk().headers().hasValue("Cache-Control", "no-store");
        String link =
                HtmlUtils.htmlUnescape(group(html, "<a href=\"(otpauth:[^\"]*)\">Open in an app on this device<"));
        assertThat(link).isEqualTo(OPENED.uri());
        int size = Integer.parseInt(group(html, "viewBox=\"0 0 (\\d+) \\d+\""));
        assertThat(QrPicture.read(size, group(html, "<path fill=\"#000\" d=\"([^\"]*)\"")))
                .isEqualTo(link);
        assertThat(html)
                .contains("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
                .contains("role=\"img\"")
                .contains("aria-label=\"QR code for your authenticator app\"")
                .contains("width=\"224\"")
                .contains("<label for=\"code\">6-digit code</label>")
                .contains(">Submit</button>")
                .doesNotContain("style=");
    }

    private static String group(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void getWhenOneIsActiveThenSaysThatItStaysUntilConfirmed() throws Exception {
        given(setups.place(any(), anyBoolean(), any())).willReturn(Optional.of(Place.of(UUID.randomUUID())));
        assertThat(get(TestUsers.alice(), FactorMethod.TOTP)).bodyText().contains("stays valid until");
    }

    /** Back from a fresh proof: the app has the entry already, so no new secret is made. */
    @Test
    void getWhenAHeldCodeComesBackThenSetUpGoesOn() {
        given(setups.running(any())).willReturn(Optional.of(OPENED.id()));
        assertThat(mvc.get().uri(PATH + "?held=x").with(authentication(signedIn(TestUsers.alice()))))
                .hasStatusOk()
                .bodyText()
                .contains("Your app already has the entry for Vestibule")
                .contains(OPENED.id().toString())
                .doesNotContain("<svg");
        verify(setups, never()).open(any(), any(), any());
    }

    @Test
    void getWhenNotOfferedThenGoesBackWithASentence() {
        given(settings.current()).willReturn(offering(QrCodeService.NONE));
        assertThat(get(TestUsers.alice()))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/account?status=app-not-offered");
        assertThat(post("123456")).hasRedirectedUrl("/account?status=app-not-offered");
    }

    /** Contract, section 6: an administrator without an app is led to set one up, whatever the switch says. */
    @Test
    void getWhenAdministratorHasNoAppThenIsAlwaysOffered() {
        given(settings.current()).willReturn(SecuritySettings.initial());
        assertThat(get(TestUsers.admin())).hasStatusOk();
        assertThat(get(TestUsers.admin(), FactorMethod.SMS)).hasStatusOk();
        assertThat(get(TestUsers.admin(), FactorMethod.TOTP)).hasStatus3xxRedirection();
    }

    /** WEB-01: the form that confirms the first factor makes the recovery codes. */
    @Requirement("WEB-01")
    @Test
    void postWhenRightAndFirstThenAnswersWithRecoveryCodes() {
        given(setups.confirm(any(), eq(OPENED.id().toString()), eq("123456"), any()))
                .willReturn(Outcome.FIRST);
        given(recoveryCodes.show(any(), any(), any(), any())).willReturn("redirect:/codes");
        assertThat(post(" 123-456 ")).hasRedirectedUrl("/codes");
    }

    @Test
    void postWhenRightAndFurtherThenGoesBackToTheOverview() {
        given(setups.confirm(any(), eq(OPENED.id().toString()), eq("123456"), any()))
                .willReturn(Outcome.FURTHER);
        assertThat(post(" 123-456 ")).hasRedirectedUrl("/account/two-factor?status=app-added");
    }

    /** TOTP-11: neither secret nor QR code come back. */
    @Requirement("TOTP-11")
    @Test
    void postWhenWrongThenPageComesBackWithoutSecret() {
        given(setups.confirm(any(), any(), any(), any())).willReturn(Outcome.WRONG_CODE);
        assertThat(post("123456"))
                .hasStatus(422)
                .bodyText()
                .contains("That code is not correct. Check it and try again")
                .contains("Your app already has the entry for Vestibule")
                .contains("Start again with a new QR code")
                .contains(OPENED.id().toString())
                .doesNotContain("<svg", "otpauth:", "123456");
    }

    @ParameterizedTest
    @CsvSource({"'',Enter the 6-digit code", "12345,The code must be 6 numbers", "abcdef,The code must be 6 numbers"})
    void postWhenNotSixDigitsThenIsNotCounted(String code, String error) {
        given(setups.running(any())).willReturn(Optional.of(OPENED.id()));
        assertThat(post(code)).hasStatus(422).bodyText().contains(error);
        verify(setups, never()).confirm(any(), any(), any(), any());
    }

    @Test
    void postWhenOverThenLeadsToANewStart() {
        given(setups.confirm(any(), any(), any(), any())).willReturn(Outcome.OVER);
        assertThat(post("123456"))
                .hasStatus(422)
                .bodyText()
                .contains("This set-up has expired. Start again")
                .contains("href=\"" + PATH + "\"");
        given(setups.running(any())).willReturn(Optional.empty());
        assertThat(post("")).hasStatus(422).bodyText().contains("This set-up has expired. Start again");
    }

    @Test
    void postWhenCsrfTokenMissingThenForbidden() {
        assertThat(mvc.post().uri(PATH).with(authentication(signedIn(TestUsers.alice()))))
                .hasStatus(403);
        verify(setups, never()).confirm(any(), any(), any(), any());
    }
}
