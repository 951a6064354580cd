package org.vestibule.account;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.account.FactorCards.Card;
import org.vestibule.account.FactorCards.Factor;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.FactorLabel;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest({
    FactorsController.class,
    SetUpChoiceController.class,
    RemoveFactorController.class,
    RenameFactorController.class
})
class FactorsControllerTests {

    private static final String PAGE = "/account/two-factor";
    private static final IdpUser PLAIN = TestPrincipals.signedIn(TestUsers.alice());
    private static final IdpUser APP = TestPrincipals.signedIn(TestUsers.alice(), FactorMethod.TOTP);
    private static final IdpUser BOTH = TestPrincipals.signedIn(TestUsers.alice(), FactorMethod.TOTP, FactorMethod.SMS);

    private static final Enrollment PHONE_APP = factor(FactorMethod.TOTP, null, 1);
    private static final Enrollment TABLET_APP = factor(FactorMethod.TOTP, "Tablet \uD83D\uDE80", 2);
    private static final Card APP_ON =
            card("totp", new Factor("1", "Google Authenticator", "November 24, 2026", "November 25, 2026", null, true));
    private static final Card TEXT_ON =
            card("sms", new Factor("2", "Phone", "November 24, 2026", null, "+1 •••••67", true));
    private static final Card TEXT_OFF = card("sms");

    private static Card card(String id, Factor... factors) {
        return new Card(id, List.of(factors), true, true);
    }

    private static Enrollment factor(FactorMethod method, @Nullable String label, int number) {
        return new Enrollment(
                UUID.randomUUID(), UUID.randomUUID(), method, Instant.EPOCH, Instant.EPOCH, null, label, number);
    }

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private FactorCards cards;

    @MockitoBean
    private FactorChange change;

    @MockitoBean
    private RecoveryStates recoveryCodes;

    @MockitoBean
    private Offers offers;

    @MockitoBean
    private OwnFactors own;

    @MockitoBean
    private SignInSessions sessions;

    @BeforeEach
    void codesAreSaved() {
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 8, true));
        given(offers.removable(any(), any())).willReturn(true);
        given(own.find(any(), eq(FactorMethod.TOTP), any())).willReturn(Optional.of(PHONE_APP));
        given(own.find(any(), eq(FactorMethod.SMS), any())).willReturn(Optional.empty());
        given(own.name(any(), any())).willReturn("Google Authenticator");
    }

    @Test
    void showWhenOneOfTwoIsOnThenCardsSayWhatCanBeDone() {
        given(cards.of(any(), any())).willReturn(List.of(APP_ON, TEXT_OFF));
        assertThat(get(APP, ""))
                .hasStatusOk()
                .bodyText()
                .contains("<h1>2-factor authentication</h1>", "On since November 24, 2026, last used November 25, 2026")
                .contains(
                        "href=\"/account/two-factor/totp/remove?factor=1\"",
                        "href=\"/account/two-factor/totp/rename?factor=1\"",
                        "href=\"/account/two-factor/totp?replaces=1\"",
                        "href=\"/account/two-factor/totp?add=true\"",
                        ">Off</p>",
                        "href=\"/account/two-factor/sms\"",
                        ">Set up</a>")
                .contains("8 of 10 left", ">Create new codes</a>")
                .doesNotContain("Preferred method");
    }

    /** S04: with both, the preferred one is chosen here. */
    @Test
    void showWhenBothAreOnThenMaskedNumberAndPreference() {
        given(cards.of(any(), any())).willReturn(List.of(APP_ON, TEXT_ON));
        assertThat(get(BOTH, ""))
                .bodyText()
                .contains("+1 •••••67", "<legend>Preferred method</legend>", "<button>Save</button>")
                .contains("value=\"totp\" checked=\"checked\"")
                .doesNotContain("value=\"sms\" checked=\"checked\"");
    }

    @Test
    void showWhenNotRemovableThenSaysSoInsteadOfTheButton() {
        given(offers.keptFor(any())).willReturn("administrators");
        given(cards.of(any(), any()))
                .willReturn(List.of(
                        card("totp", new Factor("1", "Google Authenticator", "November 24, 2026", null, null, false))));
        assertThat(get(APP, ""))
                .bodyText()
                .contains("Administrators, help desk and auditors must use 2-factor authentication", ">Replace</a>")
                .doesNotContain("/remove?");
    }

    @Test
    void preferWhenOneOfBothThenSaved() {
        given(change.prefer(BOTH, "sms")).willReturn(true);
        assertThat(post(BOTH, "").param("preferredMethod", "sms")).hasRedirectedUrl(PAGE + "?status=preferred-saved");
    }

    @Test
    void preferWhenNoSuchMethodThenRefused() {
        given(cards.of(any(), any(Locale.class))).willReturn(List.of(APP_ON, TEXT_ON));
        assertThat(post(BOTH, "").param("preferredMethod", "pigeon"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose one of your methods");
    }

    @Test
    void chooseWhenBothAreOfferedThenAppFirstAndChosen() {
        given(offers.missing(any())).willReturn(List.of(FactorMethod.TOTP, FactorMethod.SMS));
        assertThat(get(PLAIN, "/set-up"))
                .bodyText()
                .contains("<h1>Set up 2-factor authentication</h1>", "<legend>Authentication type</legend>")
                .containsSubsequence("value=\"totp\"", "Google Authenticator", "value=\"sms\"", "Text message")
                .contains(
                        "Less secure than an app, because phone numbers can be taken over.",
                        "<button>Continue</button>");
        assertThat(post(PLAIN, "/set-up").param("authenticationType", "sms")).hasRedirectedUrl(PAGE + "/sms");
        assertThat(post(PLAIN, "/set-up"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#authenticationType\">Choose an authentication type</a>");
    }

    @Test
    void chooseWhenOneIsOfferedThenItsPageAndWhenNoneThenProfile() {
        given(offers.missing(any())).willReturn(List.of(FactorMethod.SMS));
        assertThat(get(PLAIN, "/set-up")).hasRedirectedUrl(PAGE + "/sms");
        given(offers.missing(any())).willReturn(List.of());
        assertThat(get(PLAIN, "/set-up")).hasRedirectedUrl("/account");
    }

    @Test
    void removeWhenAskedThenSaysWhatSignInIsLikeWithoutIt() {
        assertThat(get(BOTH, "/totp/remove"))
                .bodyText()
                .contains("<h1>Remove Google Authenticator?</h1>")
                .contains("You will sign in with your password and a text message.", ">Remove</button>", ">Cancel</a>");
        assertThat(get(APP, "/totp/remove"))
                .bodyText()
                .contains("You will sign in with your password only.", "Your recovery codes stop working too.");
    }

    @Test
    void removeWhenNotEnrolledThenOverview() {
        assertThat(get(APP, "/sms/remove")).hasRedirectedUrl(PAGE);
    }

    @Test
    void removeWhenConfirmedThenRemoved() {
        given(change.remove(APP, PHONE_APP)).willReturn(true);
        assertThat(post(APP, "/totp/remove")).hasRedirectedUrl(PAGE + "?status=removed-totp");
    }

    /** TOTP-15: a form that was not on the page does not get around the rule. */
    @Requirement("TOTP-15")
    @Test
    void removeWhenNotRemovableThenNothingIsRemoved() {
        given(offers.removable(any(), any())).willReturn(false);
        given(offers.keptFor(any())).willReturn("administrators");
        assertThat(post(APP, "/totp/remove")).hasRedirectedUrl(PAGE + "/totp/remove?factor=" + PHONE_APP.id());
        assertThat(get(APP, "/totp/remove"))
                .bodyText()
                .contains("cannot be removed")
                .doesNotContain(">Remove</button>");
        verify(change, never()).remove(any(), any());
    }

    /** Which one, where there are several, and that this browser is asked for another code where it was the proof here. */
    @Test
    void removeWhenOneOfSeveralThenSaysItsNameAndAnyOfThemMayGo() {
        given(change.remove(any(), any())).willReturn(true);
        given(own.find(any(), eq(FactorMethod.TOTP), eq("2"))).willReturn(Optional.of(TABLET_APP));
        given(own.another(any(), any())).willReturn(true);
        given(own.name(any(), any())).willReturn("Tablet \uD83D\uDE80");
        given(offers.removable(any(), any())).willReturn(false);
        given(sessions.provenBy(any(), eq(TABLET_APP.id()))).willReturn(true);
        assertThat(get(APP, "/totp/remove?factor=2"))
                .bodyText()
                .contains("<h1>Remove \u2068Tablet \uD83D\uDE80\u2069?</h1>")
                .contains("You will sign in with your password and Google Authenticator.")
                .contains("you will be asked for another code next");
        assertThat(post(APP, "/totp/remove").param("factor", "2")).hasRedirectedUrl(PAGE + "?status=factor-removed");
        verify(change).remove(APP, TABLET_APP);
    }

    @Test
    void renameWhenTypedThenCleanedAndSaved() {
        assertThat(get(APP, "/totp/rename?factor=1"))
                .bodyText()
                .contains("<label for=\"name\">Name</label>", "value=\"Google Authenticator\"");
        given(change.rename(any(), any(), any())).willReturn(true);
        assertThat(post(APP, "/totp/rename").param("factor", "1").param("name", " Mum\u202Es  phone "))
                .hasRedirectedUrl(PAGE + "?status=factor-renamed");
        verify(change).rename(APP, PHONE_APP, new FactorLabel("Mums phone"));
    }

    @Test
    void renameWhenEmptyOrLongThenSaysSoAndKeepsWhatWasTyped() {
        assertThat(post(APP, "/totp/rename").param("factor", "1").param("name", " \u200F "))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#name\">Enter a name</a>");
        assertThat(post(APP, "/totp/rename").param("factor", "1").param("name", "x".repeat(41)))
                .hasStatus(422)
                .bodyText()
                .contains("The name must have 40 characters or fewer", "x".repeat(41));
        verify(change, never()).rename(any(), any(), any());
    }

    @Test
    void renameWhenGoneThenSaysSo() {
        assertThat(post(APP, "/sms/rename").param("factor", "9").param("name", "x"))
                .hasRedirectedUrl(PAGE + "?status=factor-gone");
    }

    private MockMvcRequestBuilder get(IdpUser user, String path) {
        return mvc.get().uri(PAGE + path).with(TestPrincipals.as(user));
    }

    private MockMvcRequestBuilder post(IdpUser user, String path) {
        return mvc.post().uri(PAGE + path).with(csrf()).with(TestPrincipals.as(user));
    }
}
