package org.vestibule.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.consent.AllowedApplication;
import org.vestibule.consent.Consents;
import org.vestibule.logout.Logouts;
import org.vestibule.logout.ToldLms;
import org.vestibule.maillink.AddressLinks;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.FactorMethod;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

@WebMvcTest(ProfileController.class)
class ProfileControllerTests {

    private static final String ENABLE = ">Enable 2-factor authentication</a>";

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private AddressLinks addressLinks;

    @MockitoBean
    private Offers offers;

    @MockitoBean
    private RecoveryStates recoveryCodes;

    @MockitoBean
    private Logouts logouts;

    @MockitoBean
    private Consents consents;

    @BeforeEach
    void codesAreSaved() {
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 10, true));
    }

    @Test
    void showWhenOpenedThenRowsOfThePerson() {
        assertThat(profile())
                .hasStatusOk()
                .bodyText()
                .contains("<dt>Name</dt>", "Alice Liddell", "<dt>Email</dt>", "alice@example.org", "<dt>Username</dt>")
                .contains("••••••••", "<a href=\"/account/password\">Change password</a>");
    }

    /** Contract, section 6: what needs mail is off without it, and says what to do. */
    @Test
    void showWhenThereIsNoMailThenAddressIsTheAdministratorsToChange() {
        assertThat(profile())
                .bodyText()
                .contains("Ask your administrator to change it")
                .doesNotContain("/account/email");
        given(addressLinks.available()).willReturn(true);
        assertThat(profile())
                .bodyText()
                .contains("<a href=\"/account/email\">Change email address</a>")
                .doesNotContain("Ask your administrator to change it");
    }

    /** Where the browser was sent to an LMS after a sign-out, the result is shown here. */
    @Test
    void showWhenSignedOutShortlyBeforeThenNamesWhoConfirmed() {
        given(logouts.toldAtLastSignOut(any()))
                .willReturn(List.of(new ToldLms("Moodle", true), new ToldLms("Canvas <b>", false)));
        assertThat(profile())
                .bodyText()
                .containsSubsequence(
                        "When you last signed out",
                        "Also signed out of:",
                        "<bdi>Moodle</bdi>",
                        "These have not confirmed that you are signed out:",
                        "<bdi>Canvas &lt;b&gt;</bdi>");
    }

    @Test
    void showWhenAnApplicationWasAllowedThenItCanBeWithdrawn() {
        UUID client = UUID.randomUUID();
        given(consents.of(any())).willReturn(List.of(new AllowedApplication(client, "Moodle", List.of("email"))));
        assertThat(profile())
                .bodyText()
                .containsSubsequence("Applications I allowed", "<bdi>Moodle</bdi>", client + "/withdraw", "Withdraw");
    }

    /** S10: off: no link. */
    @Test
    void showWhenNothingIsOfferedThenNoLink() {
        assertThat(profile()).bodyText().doesNotContain(ENABLE, "Manage 2-factor authentication");
    }

    /** S11, S24: the link is in the same row as the password; with one service it leads straight to its page. */
    @Test
    void showWhenOneServiceIsOnThenLinkNextToThePasswordLeadsToItsPage() {
        given(offers.to(any())).willReturn(List.of(FactorMethod.TOTP));
        assertThat(profile())
                .bodyText()
                .containsSubsequence(
                        "<dt>Password</dt>",
                        "••••••••",
                        "Change password",
                        "<a href=\"/account/two-factor/totp\"" + ENABLE,
                        "</dd>");
        given(offers.to(any())).willReturn(List.of(FactorMethod.SMS));
        assertThat(profile()).bodyText().contains("<a href=\"/account/two-factor/sms\"" + ENABLE);
    }

    @Test
    void showWhenBothServicesAreOnThenLinkLeadsToTheChooser() {
        given(offers.to(any())).willReturn(List.of(FactorMethod.TOTP, FactorMethod.SMS));
        assertThat(profile()).bodyText().contains("<a href=\"/account/two-factor/set-up\"" + ENABLE);
    }

    /** Contract, section 6: their owners keep Manage, whatever the switch says. */
    @Test
    void showWhenEnrolledThenManageAndWhichMethod() {
        assertThat(profile(FactorMethod.TOTP))
                .bodyText()
                .contains("<a href=\"/account/two-factor\">Manage 2-factor authentication</a>")
                .contains("2-factor authentication is on: Google Authenticator<")
                .doesNotContain(ENABLE, "recovery code");
        assertThat(profile(FactorMethod.SMS, FactorMethod.TOTP))
                .bodyText()
                .contains("2-factor authentication is on: Google Authenticator and text message");
    }

    @Test
    void showWhenCodesAreNotConfirmedOrFewThenReminder() {
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 10, false));
        assertThat(profile(FactorMethod.TOTP)).bodyText().contains("not confirmed that you saved your recovery codes");
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 3, true));
        assertThat(profile(FactorMethod.TOTP)).bodyText().contains("Only 3 recovery codes are left.");
        given(recoveryCodes.of(any())).willReturn(new RecoveryState(Instant.EPOCH, 1, true));
        assertThat(profile(FactorMethod.TOTP)).bodyText().contains("Only 1 recovery code is left.");
    }

    @Test
    void homeWhenSignedInThenProfile() {
        assertThat(mvc.get().uri("/").with(TestPrincipals.as(TestPrincipals.signedIn(TestUsers.alice()))))
                .hasRedirectedUrl("/account");
    }

    @Test
    void changePasswordWhenWellKnownAddressThenItsForm() {
        assertThat(mvc.get()
                        .uri("/.well-known/change-password")
                        .with(TestPrincipals.as(TestPrincipals.signedIn(TestUsers.alice()))))
                .hasRedirectedUrl("/account/password");
    }

    private MockMvcRequestBuilder profile(FactorMethod... enrolled) {
        return mvc.get().uri("/account").with(TestPrincipals.as(TestPrincipals.signedIn(TestUsers.alice(), enrolled)));
    }
}
