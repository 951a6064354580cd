package org.vestibule.account;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.account.FactorCards.Card;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest({FactorsController.class, SetUpChoiceController.class, RemoveFactorController.class})
class FactorsControllerTests {

    private static final String PAGE = "/account/two-factor";
    private static final IdpUser PLAIN = TestPrincipals.signedIn(TestUsers.alice());
    private static final IdpUser APP = TestPrincipals.signedIn(TestUsers.alice(), FactorMethod.TOTP);
    private static final IdpUser BOTH = TestPrincipals.signedIn(TestUsers.alice(), FactorMethod.TOTP, FactorMethod.SMS);

    private static final Card APP_ON = new Card(
            "totp",
            "November 24, 2026",
            "November 25, 2026",
            new FactorPrompt("totp.hint", List.of(), "totp.help", List.of(), false, 0),
            true,
            true,
            true);
    private static final Card TEXT_ON = new Card(
            "sms",
            "November 24, 2026",
            null,
            new FactorPrompt("sms.hint.number", List.of(), "sms.help", List.of("+1 •••••67"), true, 0),
            true,
            true,
            true);
    private static final Card TEXT_OFF = new Card("sms", null, null, null, true, true, true);

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

    @BeforeEach
    void codesAreSaved() {
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 8, true));
        given(offers.removable(any(), any())).willReturn(true);
    }

    @Test
    void showWhenOneOfTwoIsOnThenCardsSayWhatCanBeDone() {
        given(cards.of(any(), any())).willReturn(List.of(APP_ON, TEXT_OFF));
        assertThat(get(APP, ""))
                .hasStatusOk()
                .bodyText()
                .contains("<h1>2-factor authentication</h1>", "On since November 24, 2026, last used November 25, 2026")
                .contains("href=\"/account/two-factor/totp/remove\"", ">Off</p>", "href=\"/account/two-factor/sms\"")
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
        given(cards.of(any(), any()))
                .willReturn(List.of(new Card("totp", "November 24, 2026", null, APP_ON.prompt(), true, true, false)));
        assertThat(get(APP, ""))
                .bodyText()
                .contains("Administrators must use 2-factor authentication", "Set up again")
                .doesNotContain("/remove\"");
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
        given(change.remove(APP, FactorMethod.TOTP)).willReturn(true);
        assertThat(post(APP, "/totp/remove")).hasRedirectedUrl(PAGE + "?status=removed-totp");
    }

    /** TOTP-15: a form that was not on the page does not get around the rule. */
    @Test
    void removeWhenNotRemovableThenNothingIsRemoved() {
        given(offers.removable(any(), any())).willReturn(false);
        assertThat(post(APP, "/totp/remove")).hasRedirectedUrl(PAGE + "/totp/remove");
        assertThat(get(APP, "/totp/remove"))
                .bodyText()
                .contains("cannot be removed")
                .doesNotContain(">Remove</button>");
        verify(change, never()).remove(any(), any());
    }

    private MockMvcRequestBuilder get(IdpUser user, String path) {
        return mvc.get().uri(PAGE + path).with(TestPrincipals.as(user));
    }

    private MockMvcRequestBuilder post(IdpUser user, String path) {
        return mvc.post().uri(PAGE + path).with(csrf()).with(TestPrincipals.as(user));
    }
}
