package org.vestibule.sample.web;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vestibule.requirement.Requirement;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests extends LmsTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    /** A new page cannot be public by accident: it must be named here or ask for a person. */
    @Test
    void routesWhenNotNamedPublicThenNeedSignIn() {
        Set<String> open = new TreeSet<>();
        routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getDirectPaths().stream())
                .filter(path -> browser.get(lms(path)).status() != 302)
                .forEach(open::add);

        assertThat(open)
                .containsExactly(
                        "/", "/api/grades", "/claims.json", "/error", "/health", "/sign-in/ended", "/sign-in/failed");
    }

    @Test
    void startWhenSignedOutThenTeasersAndNoSession() {
        Page start = browser.open(lms("/"));

        assertThat(start.body()).contains("Life in the sea", ">Sign in</a>").doesNotContain("Sign out here");
        assertThat(start.header("Set-Cookie")).isEmpty();
    }

    @Test
    void startWhenSignedInThenCoursesAndBothSignOuts() {
        signIn();

        assertThat(browser.open(lms("/")).body())
                .contains("Go to your courses", "Sign out here", "Sign out everywhere")
                .doesNotContain(">Sign in</a>");
    }

    @Test
    void navigationWhenOnAPageThenMarksItAlone() {
        signIn();

        assertThat(browser.open(lms("/courses")).body())
                .containsOnlyOnce("aria-current")
                .containsPattern("<a href=\"/courses\" aria-current=\"page\">");
    }

    @Test
    void healthWhenAskedThenUp() {
        Page health = browser.get(lms("/health"));

        assertThat(health.body()).isEqualTo("UP");
        assertThat(health.header("Content-Type")).startsWith("text/plain");
    }

    /** WEB-02, WEB-03, WEB-05: on pages, redirects, refusals, errors and files alike. */
    @Requirement({"WEB-02", "WEB-03", "WEB-05"})
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/courses", "/claims.json", "/no-such-page", "/lms.css", "/health", "/error", "/courses;x"})
    void headersWhenAnyAnswerThenAllThere(String path) {
        Page page = browser.get(lms(path));

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("form-action 'self' " + PROVIDER.issuer() + ";")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/courses", "/how-you-signed-in", "/", "/grades"})
    void pagesWhenSignedInThenNotStoredAndWithoutInlineCode(String path) {
        signIn();

        Page page = browser.open(lms(path));

        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain("<script", "<style", " style=", " onclick=", "javascript:");
    }

    /** WEB-04. */
    @Requirement("WEB-04")
    @Test
    void cookieWhenSetThenHttpOnlyLaxAndOfOwnName() {
        assertThat(browser.get(lms("/courses")).header("Set-Cookie"))
                .matches("LMSSESSION=[0-9A-F]{32}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void pageWhenUnknownThenOwn404() {
        Page page = browser.open(lms("/no-such-page"));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.heading()).isEqualTo("Page not found");
        assertThat(page.body()).contains("Reference:").doesNotContain("no-such-page", "Whitelabel");
    }

    @Test
    void stylesheetWhenLinkedThenByContentAndCached() {
        Matcher link = Pattern.compile("href=\"(/lms-[0-9a-f]{32}\\.css)\"")
                .matcher(browser.open(lms("/")).body());

        assertThat(link.find()).isTrue();
        Page stylesheet = browser.get(lms(link.group(1)));
        assertThat(stylesheet.header("Cache-Control")).contains("max-age=31536000");
        assertThat(stylesheet.body().length()).isLessThan(12 * 1024);
    }
}
