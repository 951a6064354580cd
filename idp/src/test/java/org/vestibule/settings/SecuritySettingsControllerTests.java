package org.vestibule.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.mail.MailState;
import org.vestibule.mail.Mails;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.user.TestUsers;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest(SecuritySettingsController.class)
@Import({SecuritySettingsChange.class, SecuritySettingsPage.class})
class SecuritySettingsControllerTests {

    private static final String PAGE = "/admin/settings/security";
    private static final String SID = "AC" + "0123456789abcdef".repeat(2);
    private static final IdpUser ADMIN = TestPrincipals.signedIn(TestUsers.admin(), FactorMethod.TOTP);

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private SecuritySettingsStore store;

    @MockitoBean
    private EnrolledPeople people;

    @MockitoBean
    private TextMessages textMessages;

    @MockitoBean
    private HeldForms heldForms;

    @MockitoBean
    private Users users;

    @MockitoBean
    private Mails mails;

    @BeforeEach
    void nothingSaved() {
        given(store.current()).willReturn(SecuritySettings.initial());
        given(store.save(any(), any())).willReturn(true);
        given(textMessages.reachAnyCountry(any())).willReturn(true);
    }

    /** S06 to S08, S19 to S22: the labels letter by letter, the place in the menu, and the options. */
    @Test
    void showWhenNothingSavedThenAllFieldsAndTheBreadcrumb() {
        assertThat(show(""))
                .hasStatusOk()
                .bodyText()
                .contains("<h1>Security</h1>", "<title>Security – Vestibule</title>")
                .contains("<a href=\"/admin\">System settings</a>")
                .contains("<label for=\"twoFactorEnabled\">Enable 2-factor authentication</label>")
                .contains("<label for=\"qrCodeService\">Using a QR code service</label>")
                .contains("<option value=\"NONE\" selected=\"selected\">None</option>")
                .contains("<option value=\"GOOGLE_AUTHENTICATOR\">Google Authenticator</option>")
                .contains("<label for=\"smsService\">Using an SMS messaging service</label>")
                .contains("<option value=\"TWILIO\">Twilio</option>")
                .contains("<label for=\"serviceSid\">Service SID</label>", "The ACCOUNT SID from your Twilio console")
                .contains("<label for=\"serviceKey\">Service Key</label>", "The AUTH TOKEN from your Twilio console")
                .contains("<label for=\"servicePhone\">Service phone</label>", "for example +1234567890")
                .contains("<button>Save</button>")
                .doesNotContain("There is a problem", "Send a test message", "value=\"true\" checked");
    }

    /** AVL-06: "admins see state in Security settings"; what failed is a kind, never an address. */
    @Requirement("AVL-06")
    @Test
    void showWhenMailWaitsThenSaysSinceWhenAndWhy() {
        Instant since = Instant.parse("2026-11-24T08:00:10Z");
        given(mails.state())
                .willReturn(Optional.of(new MailState(3, since, 2, since.minusSeconds(3600), "MailSendException")));
        assertThat(show(""))
                .bodyText()
                .contains("Mail is not going out as it should.")
                .contains(
                        "<dt>Last sent</dt><dd><time datetime=\"2026-11-24T07:00:10Z\">2026-11-24 07:00 UTC</time></dd>")
                .contains("<dt>Waiting for more than 5 minutes</dt><dd>3</dd>")
                .contains("<dt>The oldest has been waiting since</dt><dd><time datetime=\"2026-11-24T08:00:10Z\">")
                .contains("<dt>Given up in the last 24 hours</dt><dd>2</dd>")
                .contains("<dt>Latest failure</dt><dd><bdi dir=\"ltr\">MailSendException</bdi></dd>");
    }

    @Test
    void showWhenMailIsWellOrOffThenNoWarning() {
        assertThat(show("")).bodyText().contains("No mail server is set up").doesNotContain("Last sent");
        given(mails.state()).willReturn(Optional.of(new MailState(0, null, 0, null, null)));
        assertThat(show(""))
                .bodyText()
                .contains("Nothing in the last 7 days", "<dd>0</dd>")
                .doesNotContain("not going out", "No mail server", "Latest failure", "waiting since");
    }

    /** ux.md section 6, and how many it would concern. */
    @Test
    void showWhenRenderedThenAsksWhoMustUseItAndCountsWhoHasNotSetItUp() {
        given(people.countWithout()).willReturn(3L);
        given(people.groups()).willReturn(List.of(new EnrolledPeople.Group("teachers", 10, 2)));

        assertThat(show(""))
                .bodyText()
                .contains("<legend>Who must use it</legend>", ">Nobody</label>", ">Chosen groups</label>")
                .contains(">Everybody</label>", "3 people have not set it up.", "2 of 10", "<label for=\"graceDays\">");
    }

    /** MFA-10. */
    @Requirement("MFA-10")
    @Test
    void saveWhenTheRuleIsWrongThenSaysSo() {
        assertThat(save().param("twoFactorEnabled", "true")
                        .param("qrCodeService", "GOOGLE_AUTHENTICATOR")
                        .param("requiredFor", "GROUPS")
                        .param("requiredGroups", " ")
                        .param("requiredFrom", "2026-02-30")
                        .param("graceDays", "91"))
                .hasStatus(422)
                .bodyText()
                .contains("Enter at least one group", "Enter a date, for example 2026-09-01")
                .contains("Enter a number of days from 0 to 90", "value=\"91\"");
    }

    /** S07: the services appear by the style sheet alone, so all of them are inside that part of the form. */
    @Test
    void showWhenRenderedThenServicesAreInsideTheRevealedPart() {
        assertThat(show(""))
                .bodyText()
                .containsSubsequence(
                        "id=\"twoFactorEnabled\"",
                        "class=\"two-factor\"",
                        "id=\"smsService\"",
                        "class=\"twilio",
                        "id=\"serviceKey\"");
    }

    /** S16 to S18. */
    @Test
    void showWhenRenderedThenHelpNamesTwiliosSteps() {
        assertThat(show(""))
                .bodyText()
                .contains(
                        "https://www.twilio.com/",
                        "Products",
                        "Phone numbers",
                        "Buy number",
                        "Getting started",
                        "Show API credentials",
                        "ACCOUNT SID",
                        "AUTH TOKEN");
    }

    /** S21, SMS-14: write-only. */
    @Requirement("SMS-14")
    @Test
    void showWhenKeyIsSavedThenNeverInThePage() {
        given(store.current()).willReturn(TestSettings.both());
        assertThat(show("?status=settings-saved"))
                .bodyText()
                .contains("A key is saved. Leave empty to keep it.", "value=\"" + SID + "\"", "value=\"GR, US\"")
                .contains("role=\"status\">Settings saved<", "Send a test message")
                .contains("type=\"password\" id=\"serviceKey\" name=\"serviceKey\"", "autocomplete=\"new-password\"")
                .doesNotContain(TestSettings.SERVICE_KEY);
    }

    /** S08, S09. */
    @Test
    void saveWhenAppChosenThenSavedAndSaysSo() {
        assertThat(save().param("twoFactorEnabled", "true").param("qrCodeService", "GOOGLE_AUTHENTICATOR"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl(PAGE + "?status=settings-saved");
        SecuritySettings saved = saved();
        assertThat(saved.twoFactorEnabled()).isTrue();
        assertThat(saved.qrCodeService()).isEqualTo(QrCodeService.GOOGLE_AUTHENTICATOR);
        assertThat(saved.smsService()).isEqualTo(SmsService.NONE);
    }

    /** S20 to S23: spaces, dashes and brackets of the number are dropped; the how-to's number saves. */
    @Test
    void saveWhenTwilioTypedThenNumberIsCleaned() {
        assertThat(twilio("0", SID, "key", "+1 (234) 567-890")).hasStatus3xxRedirection();
        assertThat(saved().twilio()).isEqualTo(new TwilioAccount(SID, "key", "+1234567890"));
        assertThat(saved().allowedCountries()).isNull();
    }

    @Test
    void saveWhenNoServiceChosenThenRefused() {
        assertThat(save().param("twoFactorEnabled", "true"))
                .hasStatus(422)
                .bodyText()
                .contains("<title>Error: Security – Vestibule</title>")
                .contains("<a href=\"#qrCodeService\">Choose a QR code service or an SMS messaging service</a>");
        verify(store, never()).save(any(), any());
    }

    @Test
    void saveWhenTwilioFieldsAreWrongThenEachSaysWhatToDoAndNothingTypedIsLost() {
        assertThat(twilio("0", "AC12", "", "1234").param("allowedCountries", "Greece"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#serviceSid\">Service SID must start with AC and have 34 characters</a>")
                .contains("<a href=\"#serviceKey\">Enter the Service Key</a>")
                .contains("<a href=\"#servicePhone\">Enter the phone number with + and without spaces or dashes</a>")
                .contains("<a href=\"#allowedCountries\">Enter two-letter country codes")
                .contains("value=\"AC12\"", "value=\"1234\"", "value=\"Greece\"", "selected=\"selected\">Twilio<");
        verify(store, never()).save(any(), any());
    }

    /** SMS-14: an empty field on save keeps the secret. */
    @Requirement("SMS-14")
    @Test
    void saveWhenKeyIsLeftEmptyThenSavedOneStays() {
        given(store.current()).willReturn(TestSettings.both());
        assertThat(twilio("1", SID, "", "+12025550100").param("allowedCountries", "us, gr"))
                .hasStatus3xxRedirection();
        assertThat(saved().twilio()).isEqualTo(TestSettings.twilio());
        assertThat(saved().allowedCountries()).containsExactly("GR", "US");
    }

    @Test
    void saveWhenRefusedThenTypedKeyIsNotInTheAnswer() {
        assertThat(twilio("0", "AC12", "typed-key", "+12025550100"))
                .hasStatus(422)
                .bodyText()
                .doesNotContain("typed-key");
    }

    @Test
    void saveWhenSomethingElseIsChosenThanOfferedThenRefused() {
        assertThat(save().param("twoFactorEnabled", "true").param("qrCodeService", "OTHER"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#qrCodeService\">Choose an option from the list</a>");
    }

    /** Contract, section 6: unticking keeps the other values and does not check them. */
    @Test
    void saveWhenUntickedAndNobodyEnrolledThenSavedAtOnceAndOthersStay() {
        given(store.current()).willReturn(TestSettings.both());
        assertThat(save("1").param("smsService", "TWILIO").param("serviceSid", "nonsense"))
                .hasRedirectedUrl(PAGE + "?status=settings-saved");
        assertThat(saved()).isEqualTo(TestSettings.both().off(true));
    }

    /** MFA-11. */
    @Requirement("MFA-11")
    @Test
    void saveWhenUntickedAndPeopleUseItThenConfirmationComesFirst() {
        given(store.current()).willReturn(TestSettings.both());
        given(people.count()).willReturn(3L);
        assertThat(save("1")).hasRedirectedUrl(PAGE + "/turn-off");
        verify(store, never()).save(any(), any());
    }

    /** WEB-13: both values are shown and nothing typed is lost; saving again then works. */
    @Requirement("WEB-13")
    @Test
    void saveWhenSomebodyElseSavedThenNamesThemAndShowsBoth() {
        given(store.current()).willReturn(TestSettings.both());
        given(store.lastSavedBy()).willReturn(Optional.of(TestUsers.alice().id()));
        given(users.byId(TestUsers.alice().id())).willReturn(Optional.of(TestUsers.alice()));
        assertThat(twilio("0", SID, "new-key", "+306912345678"))
                .hasStatus(422)
                .bodyText()
                .contains("These settings were changed by Alice Liddell. Check them and save again")
                .contains(">+12025550100</td>", ">+306912345678</td>", "value=\"+306912345678\"")
                .contains(">Google Authenticator</td>", ">None</td>")
                .contains("name=\"version\" value=\"1\"")
                .doesNotContain("new-key", TestSettings.SERVICE_KEY);
        verify(store, never()).save(any(), any());
    }

    @Test
    void saveWhenSomebodyElseSavesAtTheSameMomentThenConflict() {
        given(store.save(any(), any())).willReturn(false);
        assertThat(save().param("twoFactorEnabled", "true").param("qrCodeService", "GOOGLE_AUTHENTICATOR"))
                .hasStatus(422)
                .bodyText()
                .contains("These settings were changed meanwhile. Check them and save again");
    }

    /** Contract, section 6: what was submitted, a typed key included, waits on the server. */
    @Test
    void showWhenFormWaitedForFreshProofThenFilledInWithoutTheKey() {
        given(heldForms.find(ADMIN.session().id(), "held-id"))
                .willReturn(Optional.of(Map.of("serviceKey", List.of("typed-key"))));
        assertThat(
                        show(
                                "?held=held-id&version=0&twoFactorEnabled=true&smsService=TWILIO&serviceSid=AC99&serviceKey=typed-key"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"AC99\"", "name=\"held\" value=\"held-id\"")
                .contains("The key you typed is kept. Leave empty to use it.")
                .doesNotContain("typed-key");
    }

    @Test
    void saveWhenFormWaitedThenItsKeyIsUsedAndForgotten() {
        given(heldForms.find(ADMIN.session().id(), "held-id"))
                .willReturn(Optional.of(Map.of("serviceKey", List.of("typed-key"))));
        assertThat(twilio("0", SID, "", "+12025550100").param("held", "held-id"))
                .hasStatus3xxRedirection();
        assertThat(saved().twilio()).isEqualTo(new TwilioAccount(SID, "typed-key", "+12025550100"));
        verify(heldForms).drop(ADMIN.session().id(), "held-id");
    }

    /** A link cannot fill the form in. */
    @Test
    void showWhenNothingWaitsThenParametersAreIgnored() {
        assertThat(show("?held=other&version=0&twoFactorEnabled=true&smsService=TWILIO&serviceSid=AC99"))
                .bodyText()
                .doesNotContain("AC99", "value=\"true\" checked");
    }

    /** MFA-11: said before a method is turned off, and as long as it is. */
    @Requirement("MFA-11")
    @Test
    void showWhenPeopleHaveOnlyOneMethodThenSaysHowMany() {
        given(mails.available()).willReturn(true);
        String only = "12 users have only text messages. While these are off, they set up another method at their next"
                + " sign-in, after a code by mail.";
        given(people.countWithOnly(FactorMethod.SMS)).willReturn(12L);
        given(store.current()).willReturn(TestSettings.both());
        assertThat(show(""))
                .bodyText()
                .contains("<p class=\"hint\" id=\"smsService-hint\">" + only)
                .doesNotContain("<p class=\"notice\">" + only);
        given(store.current()).willReturn(TestSettings.app());
        assertThat(show("")).bodyText().contains("<p class=\"notice\">" + only);
        given(mails.available()).willReturn(false);
        assertThat(show(""))
                .bodyText()
                .doesNotContain(only)
                .contains(
                        "12 users have only text messages. While these are off, they can sign in with a recovery code,");
    }

    @Test
    void showWhenServicePhoneHasNoCountryThenSaysSo() {
        given(store.current()).willReturn(TestSettings.textMessages());
        given(textMessages.reachAnyCountry(any())).willReturn(false);
        assertThat(show("")).bodyText().contains("The Service phone does not belong to a country");
    }

    /** MFA-11: a banner for all administrators. */
    @Requirement("MFA-11")
    @Test
    void showWhenNobodyIsAskedThenBanner() {
        given(store.current()).willReturn(TestSettings.offForEverybody());
        given(people.count()).willReturn(2L);
        assertThat(show(""))
                .bodyText()
                .contains("Nobody is asked for a second factor", "Nobody is asked, although 2 users have set it up.");
    }

    @Test
    void saveWhenCsrfTokenIsMissingThenForbidden() {
        assertThat(mvc.post().uri(PAGE).with(TestPrincipals.as(ADMIN))).hasStatus(403);
    }

    private MockMvcRequestBuilder show(String query) {
        return mvc.get().uri(PAGE + query).with(TestPrincipals.as(ADMIN));
    }

    private MockMvcRequestBuilder save() {
        return save("0");
    }

    private MockMvcRequestBuilder save(String version) {
        return mvc.post()
                .uri(PAGE)
                .with(csrf())
                .with(TestPrincipals.as(ADMIN))
                .param("version", version)
                .param("_twoFactorEnabled", "on");
    }

    private MockMvcRequestBuilder twilio(String version, String sid, String key, String phone) {
        return mvc.post()
                .uri(PAGE)
                .with(csrf())
                .with(TestPrincipals.as(ADMIN))
                .param("version", version)
                .param("_twoFactorEnabled", "on")
                .param("twoFactorEnabled", "true")
                .param("smsService", "TWILIO")
                .param("serviceSid", sid)
                .param("serviceKey", key)
                .param("servicePhone", phone);
    }

    private SecuritySettings saved() {
        ArgumentCaptor<SecuritySettings> settings = ArgumentCaptor.forClass(SecuritySettings.class);
        verify(store).save(settings.capture(), eq(ADMIN.id()));
        return settings.getValue();
    }

    /** Contract, section 3: what needs mail is off where there is none, and says so. */
    @Test
    void saveWhenCodesByMailAndNoMailThenRefused() {
        given(mails.available()).willReturn(false);
        assertThat(save().param("twoFactorEnabled", "true")
                        .param("qrCodeService", "GOOGLE_AUTHENTICATOR")
                        .param("emailService", "ON"))
                .hasStatus(422)
                .bodyText()
                .contains("Mail is not set up on this server");
        verify(store, never()).save(any(), any());
    }
}
