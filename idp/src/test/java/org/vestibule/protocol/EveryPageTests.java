package org.vestibule.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** What every page has in common, whoever opens it and however it ends. The addresses come from the routes. */
@ProtocolTest
class EveryPageTests {

    private static final Pattern PASSWORD = Pattern.compile("<input[^>]*name=\"[^\"]*[pP]assword\"[^>]*>");
    private static final List<String> NO_PAGE = List.of("/nothing/here", "/login/%00", "/oauth2/authorize", "/error");

    @Autowired
    People people;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @BeforeEach
    void twoFactorIsOn() {
        people.twoFactor(true, true);
    }

    /** OID-22: no page can be framed, the error pages included. */
    @Requirement("OID-22")
    @Test
    void pageWhenOpenedThenCannotBeFramed() {
        List<Page> pages = pages();
        assertThat(pages).hasSizeGreaterThan(60);
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.header("Content-Security-Policy"))
                    .as("%s %s", page.status(), page.path())
                    .contains("frame-ancestors 'none'");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Cache-Control")).contains("no-store");
        });
    }

    /** OID-22: no redirect makes a browser send a password again. */
    @Requirement("OID-22")
    @Test
    void postWhenItHoldsAPasswordThenTheRedirectIsFollowedByGet() {
        Browser browser = people.browser();
        Page answer = browser.post(
                browser.open("/login"),
                "/login",
                Map.of("username", people.withApp().username(), "password", People.PASSWORD));
        assertThat(answer.status()).isIn(302, 303);
        Page code = browser.post(
                browser.open(answer.location()), "/login/second-factor", Map.of("code", people.nextCode()));
        assertThat(code.status()).isIn(302, 303);
    }

    /** PWD-10: password managers know each field, nothing forbids to paste, and it can be shown. */
    @Requirement("PWD-10")
    @Test
    void passwordFieldWhenOnAPageThenManagersKnowItAndItCanBeShown() {
        List<String> fields = new ArrayList<>();
        for (Page page : pages()) {
            Matcher matcher = PASSWORD.matcher(page.body());
            while (matcher.find()) {
                String field = matcher.group();
                fields.add(field);
                assertThat(field)
                        .as(page.path())
                        .contains("type=\"password\"")
                        .containsPattern("autocomplete=\"(current|new)-password\"")
                        .doesNotContain("onpaste");
                String name = field.replaceAll(".*name=\"([^\"]*)\".*", "$1");
                assertThat(page.body()).as(page.path()).contains("data-show=\"" + name + "\"");
            }
        }
        assertThat(fields).hasSizeGreaterThan(3);
    }

    /** PWD-10: phones offer the code of the app or message, with a keyboard of digits. */
    @Requirement("PWD-10")
    @Test
    void codeFieldWhenOnAPageThenPhonesOfferTheCode() {
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), people.withApp());
        assertThat(second.body())
                .containsPattern("<input[^>]*name=\"code\"[^>]*>")
                .contains("inputmode=\"numeric\"")
                .contains("autocomplete=\"one-time-code\"");
    }

    /** WEB-10: nothing of the management is on the public port, by any spelling. */
    @Requirement("WEB-10")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/mappings",
                "/actuator/metrics",
                "/actuator/shutdown",
                "/login/..;/actuator/env",
                "/livez/..;/actuator/heapdump",
                "//actuator/env",
                "/%61ctuator/env",
                "/h2-console",
                "/swagger-ui/index.html",
                "/v3/api-docs"
            })
    void managementWhenAskedForOnThePublicPortThenThereIsNone(String path) {
        RawHttp.Answer stranger =
                RawHttp.send(people.browser().base().getPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(stranger.status()).as(path).isIn(302, 400, 404, 421);
        assertThat(stranger.header("Location"))
                .satisfiesAnyOf(
                        to -> assertThat(to).isEmpty(), to -> assertThat(to).contains("/login"));
        Browser administrator = administrator();
        if (!path.contains("..") && !path.startsWith("//")) {
            assertThat(administrator.get(path).status()).as(path).isIn(400, 404);
        }
    }

    /** WEB-10: a TRACE would show a script the cookies that it cannot read. */
    @Requirement("WEB-10")
    @Test
    void traceWhenSentThenRefused() {
        assertThat(RawHttp.send(
                        people.browser().base().getPort(),
                        "TRACE /login HTTP/1.1\r\nHost: localhost\r\nCookie: a=secret\r\n\r\n"))
                .satisfies(answer -> assertThat(answer.status()).isIn(400, 403, 405))
                .satisfies(answer -> assertThat(answer.body()).doesNotContain("secret"));
    }

    /** WEB-10: liveness and readiness say no more than that. */
    @Requirement("WEB-10")
    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void healthWhenAskedThenSaysNothingElse(String path) {
        RawHttp.Answer answer =
                RawHttp.send(people.browser().base().getPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSizeLessThan(60).doesNotContain("components", "details");
    }

    /** Every page that has an address of its own, as a stranger, half-way through a sign-in, and as an administrator. */
    private List<Page> pages() {
        Browser halfway = people.browser();
        SignIn.password(halfway, halfway.open("/login"), people.withApp());
        List<Page> pages = new ArrayList<>();
        for (Browser browser : List.of(people.browser(), halfway, administrator())) {
            for (String path : paths()) {
                Page page = browser.get(path);
                if (page.header("Content-Type").startsWith("text/html")) {
                    pages.add(page);
                }
            }
        }
        return pages;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(NO_PAGE);
        for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
            for (String path : route.getPatternValues()) {
                if (!path.startsWith("/logout")) {
                    paths.add(path.replaceAll("\\{[^}]*}", "totp"));
                }
            }
        }
        return paths;
    }

    private Browser administrator() {
        ProtocolFixture.Person person = people.administrator();
        people.enrolApp(person);
        Browser browser = people.browser();
        Page account =
                SignIn.code(browser, SignIn.password(browser, browser.open("/login"), person), people.nextCode());
        assertThat(account.status()).isEqualTo(200);
        return browser;
    }
}
