package org.vestibule.sample.web;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.vestibule.requirement.Requirement;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

@Import(FailureTests.FailingPage.class)
class FailureTests extends LmsTest {

    @TestConfiguration(proxyBeanMethods = false)
    @Controller
    static class FailingPage {

        @GetMapping("/failing")
        String fail() {
            throw new IllegalStateException("a secret of the inside");
        }
    }

    /** WEB-03 and WEB-09: own look, headers, a reference; nothing from the inside. */
    @Requirement({"WEB-03", "WEB-09"})
    @Test
    void pageWhenItFailsThenOwn500WithReference() {
        Page page = browser.get(lms("/failing"));

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.heading()).isEqualTo("Something went wrong");
        assertThat(page.body()).containsPattern("[0-9A-F]{4}-[0-9A-F]{4}").doesNotContain("secret", "Exception");
        assertThat(page.header("Content-Security-Policy")).isNotEmpty();
        assertThat(page.header("Cache-Control")).contains("no-store");
    }
}
