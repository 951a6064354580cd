package org.vestibule.account;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.signin.PasswordOutcome;
import org.vestibule.signin.PasswordStep;
import org.vestibule.user.PasswordRefusal;
import org.vestibule.user.Passwords;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** PWD-09. */
@Requirement("PWD-09")
@WebMvcTest(PasswordController.class)
class PasswordControllerTests {

    private static final String PAGE = "/account/password";
    private static final IdpUser ALICE = TestPrincipals.signedIn(TestUsers.alice());

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private PasswordStep currentPassword;

    @MockitoBean
    private Passwords passwords;

    @MockitoBean
    private SignInSessions sessions;

    @Test
    void showWhenOpenedThenFieldsForPasswordManagers() {
        assertThat(mvc.get().uri(PAGE).with(TestPrincipals.as(ALICE)))
                .hasStatusOk()
                .bodyText()
                .contains("<h1>Change password</h1>", "Current password", "New password")
                .contains("autocomplete=\"username\" value=\"alice\"")
                .contains("autocomplete=\"current-password\"", "autocomplete=\"new-password\"");
    }

    @Test
    void changeWhenRightThenChangedAndTheSessionGetsANewCookie() {
        given(currentPassword.check(any(), eq("now"), any())).willReturn(new PasswordOutcome.Accepted(ALICE.user()));
        given(passwords.change(ALICE.user(), "then", ALICE.session().id())).willReturn(Optional.empty());
        assertThat(change("now", "then")).hasRedirectedUrl("/account?status=password-changed");
        verify(sessions).provePassword(eq(ALICE.session().id()), eq(true), any(HttpServletResponse.class));
    }

    @Test
    void changeWhenFieldsAreEmptyThenEachSaysSoAndNothingIsCounted() {
        assertThat(change("", ""))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#currentPassword\">Enter your current password</a>")
                .contains("<a href=\"#newPassword\">Enter a new password</a>");
        verify(currentPassword, never()).check(any(), any(), any());
    }

    @Test
    void changeWhenCurrentPasswordIsWrongThenRefused() {
        given(currentPassword.check(any(), any(), any())).willReturn(new PasswordOutcome.Wrong());
        assertThat(change("wrong-one", "next-one"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#currentPassword\">Check your current password</a>")
                .doesNotContain("wrong-one", "next-one");
        nothingChanged();
    }

    @Test
    void changeWhenTooManyWrongThenSaysHowLongToWait() {
        given(currentPassword.check(any(), any(), any()))
                .willReturn(new PasswordOutcome.Throttled(Duration.ofMinutes(15)));
        assertThat(change("wrong-one", "next-one"))
                .hasStatus(429)
                .hasHeader("Retry-After", "900")
                .bodyText()
                .contains("Too many attempts. Try again in 15 minutes");
        nothingChanged();
    }

    @Test
    void changeWhenPolicyRefusesThenReasonAtTheNewPassword() {
        given(currentPassword.check(any(), any(), any())).willReturn(new PasswordOutcome.Accepted(ALICE.user()));
        given(passwords.change(any(), any(), any())).willReturn(Optional.of(PasswordRefusal.TOO_SHORT));
        given(passwords.minimum()).willReturn(15);
        assertThat(change("now", "short"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#newPassword\">Use at least 15 characters.");
        verify(sessions, never()).provePassword(any(), anyBoolean(), any());
    }

    private void nothingChanged() {
        verify(passwords, never()).change(any(), any(), any());
    }

    private MockMvcRequestBuilder change(String current, String wanted) {
        return mvc.post()
                .uri(PAGE)
                .with(csrf())
                .with(TestPrincipals.as(ALICE))
                .param("currentPassword", current)
                .param("newPassword", wanted);
    }
}
