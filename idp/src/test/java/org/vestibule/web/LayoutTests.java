package org.vestibule.web;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(LayoutTests.Pages.class)
@Import(LayoutTests.Pages.class)
@WithMockUser
class LayoutTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void renderWhenNothingWrongThenTitleStatusRegionAndNoSummary() {
        assertThat(mvc.get().uri("/page"))
                .hasStatusOk()
                .bodyText()
                .contains("<title>Sign in – Vestibule</title>")
                .contains("<html lang=\"en\" dir=\"ltr\">")
                .contains("<div id=\"status\" role=\"status\"></div>")
                .doesNotContain("There is a problem");
    }

    @Test
    void renderWhenFormRefusedThen422AndErrorsInTitleSummaryAndField() {
        assertThat(mvc.get().uri("/refused"))
                .hasStatus(422)
                .bodyText()
                .contains("<title>Error: Sign in – Vestibule</title>")
                .contains("<a href=\"#username\">Check your username and password</a>")
                .contains("<a href=\"#password\">Enter your password</a>")
                .contains("aria-invalid=\"true\" aria-describedby=\"password-error\"");
    }

    @Test
    void renderWhenStatusKeyKnownThenItsTextElseNothing() {
        assertThat(mvc.get().uri("/page?status=code-sent"))
                .bodyText()
                .contains("role=\"status\">A new code is on its way<");
        assertThat(mvc.get().uri("/page?status=you-won")).bodyText().contains("role=\"status\"></div>");
        assertThat(mvc.get().uri("/page?status=%3Cscript%3E")).bodyText().contains("role=\"status\"></div>");
    }

    @Test
    void renderWhenScriptNamedThenThatVersionOfHtmxIsOurs() throws Exception {
        MvcTestResult page = mvc.get().uri("/page").exchange();
        String path = page.getResponse().getContentAsString().replaceFirst("(?s).*src=\"/(webjars/[^\"]+)\".*", "$1");
        assertThat(new ClassPathResource("META-INF/resources/" + path).exists()).isTrue();
    }

    record Form(String username, String password) {}

    @Controller
    static class Pages {

        @GetMapping("/page")
        String page(@ModelAttribute("form") Form form) {
            return "signin/login";
        }

        @GetMapping("/refused")
        String refused(@ModelAttribute("form") Form form, BindingResult errors) {
            errors.reject("signin.wrong");
            errors.rejectValue("password", "signin.password.empty");
            return "signin/login";
        }
    }
}
