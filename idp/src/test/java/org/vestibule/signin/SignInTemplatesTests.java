package org.vestibule.signin;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.session.FactorMethod;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of sign-in say what ux.md section 4 says. */
@WebMvcTest(controllers = SignInTemplatesTests.Pages.class, properties = "idp.help=Call Ms. Hopper, room 7.")
@Import(SignInTemplatesTests.Pages.class)
@WithMockUser
class SignInTemplatesTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void loginWhenOpenedThenFocusInFirstEmptyField() throws Exception {
        assertThat(page("/t/login"))
                .contains(
                        "<h1>Sign in</h1>",
                        "to continue to Moodle &lt;b&gt;",
                        "Call Ms. Hopper, room 7.",
                        "name=\"request\" value=\"signed\"")
                .containsPattern("<input[^>]*id=\"username\"[^>]*autofocus")
                .containsPattern("id=\"username\"[^>]*autocapitalize=\"none\" autocomplete=\"username\"")
                .containsPattern("id=\"password\"[^>]*autocomplete=\"current-password\"")
                .containsPattern("<button type=\"button\"[^>]*hidden aria-pressed=\"false\"[^>]*>Show password<");
        assertThat(page("/t/login?username=ada")).containsPattern("<input[^>]*id=\"password\"[^>]*autofocus");
    }

    @Test
    void loginWhenRefusedThenNameStaysPasswordGoesAndNoFieldHasTheFocus() throws Exception {
        assertThat(page("/t/login?username=ada&password=secret&error=signin.wrong"))
                .contains("value=\"ada\"", "<a href=\"#username\">Check your username and password</a>")
                .doesNotContain("secret", "to continue to Moodle\"")
                .doesNotContainPattern("<input[^>]*autofocus");
    }

    @Test
    void secondFactorWhenAppThenCodeFieldAsSpecified() throws Exception {
        assertThat(page("/t/second-factor?method=totp"))
                .contains("<h1>2-factor authentication</h1>", "Signing in as ada", "Not you?", "Try another way")
                .containsPattern("<input[^>]*type=\"text\" id=\"code\" name=\"code\" inputmode=\"numeric\""
                        + " autocomplete=\"one-time-code\" dir=\"ltr\"[^>]*autofocus")
                .containsPattern("<label for=\"code\">6-digit code</label>")
                .doesNotContain("maxlength", "pattern=", "Send a new code", "id=\"username\"");
    }

    @Test
    void secondFactorWhenTextMessageThenNewCodeOrSecondsToWait() throws Exception {
        assertThat(page("/t/second-factor?method=sms&wait=0"))
                .contains("action=\"/login/second-factor/send\"", ">Send a new code</button>");
        assertThat(page("/t/second-factor?method=sms&wait=42"))
                .contains("You can ask for a new code in 42 seconds")
                .doesNotContain("Send a new code");
    }

    @Test
    void secondFactorWhenRecoveryCodeThenItsOwnLabelAndNoOneTimeCode() throws Exception {
        assertThat(page("/t/second-factor?method=recovery-code"))
                .contains("<label for=\"code\">Recovery code</label>", "autocapitalize=\"characters\"")
                .doesNotContain("one-time-code");
    }

    @Test
    void secondFactorWhenOnlyMethodThenNoChooser() throws Exception {
        assertThat(page("/t/second-factor?method=totp&several=false")).doesNotContain("Try another way");
    }

    @Test
    void secondFactorWhenCodeRefusedThenNotShownAgain() throws Exception {
        assertThat(page("/t/second-factor?method=totp&code=123456&error=signin.code.wrong"))
                .contains(
                        "That code is not correct. Check it and try again", "aria-describedby=\"code-hint code-error\"")
                .doesNotContain("123456");
    }

    @Test
    void methodsWhenOpenedThenAppIsALinkAndTextMessageAForm() throws Exception {
        assertThat(page("/t/methods"))
                .contains("href=\"/login/second-factor?method=totp&amp;request=signed\"")
                .containsPattern("(?s)<form method=\"post\" action=\"/login/second-factor/send\".*Text message")
                .containsSubsequence("Google Authenticator", "Text message", "Recovery code");
    }

    @Test
    void confirmAndNoMethodWhenOpenedThenSound() throws Exception {
        assertThat(page("/t/confirm"))
                .contains("<h1>Confirm that it&#39;s you</h1>", "Signed in as ada")
                .doesNotContain("name=\"username\"");
        assertThat(page("/t/no-method"))
                .contains("Ask your administrator to reset 2-factor authentication", "Call Ms. Hopper, room 7.");
    }

    private String page(String uri) throws Exception {
        String html = mvc.get().uri(uri).exchange().getResponse().getContentAsString();
        PageAssertions.assertSound(html);
        return html;
    }

    record Name(String username, String password) {}

    record Code(String code) {}

    record Choice(FactorMethod method, @Nullable UUID factor, FactorPrompt prompt) {}

    @Controller
    static class Pages {

        @ModelAttribute
        void common(Model model) {
            model.addAttribute("username", "ada").addAttribute("signedRequest", "signed");
        }

        @GetMapping("/t/login")
        String login(@ModelAttribute("form") Name form, BindingResult errors, @Nullable String error, Model model) {
            refuse(errors, null, error);
            model.addAttribute("clientName", "Moodle <b>");
            return "signin/login";
        }

        @GetMapping("/t/second-factor")
        String secondFactor(
                @ModelAttribute("form") Code form,
                BindingResult errors,
                String method,
                @Nullable Long wait,
                @Nullable Boolean several,
                @Nullable String error,
                Model model) {
            refuse(errors, "code", error);
            model.addAttribute("method", FactorMethod.ofId(method))
                    .addAttribute("prompt", prompt(wait != null, wait == null ? 0 : wait))
                    .addAttribute("severalMethods", several == null || several);
            return "signin/second-factor";
        }

        @GetMapping("/t/methods")
        String methods(Model model) {
            model.addAttribute(
                    "choices",
                    List.of(
                            new Choice(FactorMethod.TOTP, null, prompt(false, 0)),
                            new Choice(FactorMethod.SMS, null, prompt(true, 0)),
                            new Choice(FactorMethod.RECOVERY_CODE, null, prompt(false, 0))));
            return "signin/methods";
        }

        @GetMapping("/t/confirm")
        String confirm(@ModelAttribute("form") Name form) {
            return "signin/confirm";
        }

        @GetMapping("/t/no-method")
        String noMethod() {
            return "signin/no-method";
        }

        private static FactorPrompt prompt(boolean sends, long wait) {
            return new FactorPrompt("signin.second.as", List.of("ada"), "signin.second.newest", List.of(), sends, wait);
        }

        private static void refuse(BindingResult errors, @Nullable String field, @Nullable String key) {
            if (key != null) {
                errors.rejectValue(field, key);
            }
        }
    }
}
