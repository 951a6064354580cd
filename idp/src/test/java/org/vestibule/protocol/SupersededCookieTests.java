package org.vestibule.protocol;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MFA-04, MFA-05, OID-13: the cookie changes at every step, and whoever has one from before gets what a stranger gets, at
 * every address. The addresses come from the routes themselves.
 */
@Requirement({"MFA-04", "MFA-05", "OID-13"})
@ProtocolTest
class SupersededCookieTests {

    private static final String COOKIE = "vestibule_session";
    private static final String MFA = "https://refeds.org/profile/mfa";

    @Autowired
    People people;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    private final List<Browser> former = new ArrayList<>();
    private final List<Page> formerPages = new ArrayList<>();
    private Lms lms;
    private Person person;

    @BeforeEach
    void anLms() {
        lms = people.lms(people.client());
        person = people.person();
    }

    /** Each step in the life of a session after which the former cookie must be worthless. */
    enum Step {
        PLANTED_BEFORE_SIGN_IN,
        SECOND_FACTOR,
        CONFIRMATION,
        FORCED_SIGN_IN,
        STEP_UP,
        PASSWORD_CHANGE,
        FACTOR_SET_UP,
        ANOTHER_PERSON,
        SIGN_OUT,
        SIGN_OUT_BY_AN_LMS
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void anyRouteWhenTheCookieIsFromBeforeTheStepThenAnswersAsToAStranger(Step step) {
        people.twoFactor(step != Step.STEP_UP, step != Step.STEP_UP);
        if (step != Step.FACTOR_SET_UP && step != Step.PASSWORD_CHANGE) {
            people.enrolApp(person);
        }
        Browser browser = people.browser();

        take(step, browser);

        assertThat(former).isNotEmpty();
        for (int i = 0; i < former.size(); i++) {
            assertThat(former.get(i).cookies().get(COOKIE))
                    .isNotNull()
                    .isNotEqualTo(browser.cookies().get(COOKIE));
            opensNothing(former.get(i), formerPages.get(i));
        }
        boolean over = step == Step.SIGN_OUT || step == Step.SIGN_OUT_BY_AN_LMS;
        assertThat(browser.get("/account").status()).isEqualTo(over ? 302 : 200);
    }

    private void take(Step step, Browser browser) {
        switch (step) {
            case PLANTED_BEFORE_SIGN_IN -> {
                browser.cookies().put(COOKIE, "A".repeat(43));
                Page login = keep(browser, browser.open("/login"));
                browser.cookies().remove("vestibule_browser");
                signInWithApp(browser, browser.open("/login"));
                assertThat(login.path()).isEqualTo("/login");
            }
            case SECOND_FACTOR -> signInWithApp(browser, browser.open("/login"));
            case CONFIRMATION -> {
                signInWithApp(browser, browser.open("/login"));
                people.clock().advance(Duration.ofMinutes(6));
                Page confirm = keep(browser, browser.open("/account/password"));
                Page second =
                        keep(browser, browser.submit(confirm, "/login/confirm", Map.of("password", People.PASSWORD)));
                SignIn.code(browser, second, people.nextCode());
            }
            case FORCED_SIGN_IN -> {
                signInWithApp(browser, browser.open("/login"));
                signInWithApp(browser, keep(browser, browser.open(lms.authorize("prompt", "login"))));
            }
            case STEP_UP -> {
                SignIn.password(browser, browser.open("/login"), person);
                Page second = keep(browser, browser.open(lms.authorize("acr_values", MFA)));
                SignIn.code(browser, second, people.nextCode());
            }
            case PASSWORD_CHANGE -> {
                SignIn.password(browser, browser.open("/login"), person);
                Page form = keep(browser, browser.open("/account/password"));
                browser.submit(
                        form,
                        "/account/password",
                        Map.of("currentPassword", People.PASSWORD, "newPassword", "another horse and its staple"));
            }
            case FACTOR_SET_UP -> {
                SignIn.password(browser, browser.open("/login"), person);
                Page setUp = keep(browser, browser.open("/account/two-factor/totp"));
                String code = Totp.code(key(setUp), people.clock().instant());
                browser.submit(setUp, "/account/two-factor/totp", Map.of("code", code));
            }
            case ANOTHER_PERSON -> {
                signInWithApp(browser, browser.open("/login"));
                Page login = keep(browser, browser.open(lms.authorize("prompt", "select_account")));
                person = people.withApp();
                signInWithApp(browser, login);
            }
            case SIGN_OUT -> {
                signInWithApp(browser, browser.open("/login"));
                browser.submit(keep(browser, browser.open("/account")), "/logout", Map.of());
            }
            case SIGN_OUT_BY_AN_LMS -> {
                signInWithApp(browser, browser.open("/login"));
                String idToken = lms.redeem(browser.get(lms.authorize()).parameter("code"))
                        .text("id_token");
                keep(browser, browser.open("/account"));
                browser.get("/connect/logout?" + Browser.encode(Map.of("id_token_hint", idToken)));
            }
        }
    }

    private void signInWithApp(Browser browser, Page login) {
        Page second = keep(browser, SignIn.password(browser, login, person));
        SignIn.code(browser, second, people.nextCode());
    }

    /** Keeps the cookies as they are now, and the page with its forms. */
    private Page keep(Browser browser, Page page) {
        former.add(browser.copy());
        formerPages.add(page);
        return page;
    }

    private void opensNothing(Browser old, Page page) {
        assertThat(old.get(lms.authorize("prompt", "none")).parameter("error")).isEqualTo("login_required");
        assertThat(old.get(lms.authorize()).location()).startsWith("/login?");
        Browser stranger = old.copy();
        stranger.cookies().remove(COOKIE);
        String csrf = csrf(page);
        for (String address : addresses()) {
            Page answer = old.copy().get(address);
            assertThat(seen(answer))
                    .as("GET " + address)
                    .isEqualTo(seen(stranger.copy().get(address)));
            Page posted = old.copy().postRaw(address, Map.of("_csrf", csrf));
            assertThat(refusal(posted))
                    .as("POST %s: %s %s", address, posted.status(), posted.location())
                    .isTrue();
            assertThat(answer.body() + posted.body()).as(address).doesNotContain(person.username());
        }
    }

    private Set<String> addresses() {
        Set<String> addresses = new TreeSet<>(Set.of("/", "/admin", "/nothing/here", "/userinfo", "/connect/logout"));
        routes.getHandlerMethods().keySet().stream()
                .map(RequestMappingInfo::getPatternValues)
                .forEach(addresses::addAll);
        assertThat(addresses).hasSizeGreaterThan(20);
        return new TreeSet<>(addresses.stream()
                .map(address -> address.replaceAll("\\{[^}]*}", "totp"))
                .toList());
    }

    private static String seen(Page page) {
        String to = page.location().isEmpty() ? "" : URI.create(page.location()).getPath();
        // every error page has a number of its own
        return page.status() + " " + to + " " + page.text().replaceAll("[0-9A-Z]{4}-[0-9A-Z]{4}", "…");
    }

    private static boolean refusal(Page page) {
        return page.status() / 100 == 4
                || (page.status() / 100 == 3 && page.location().matches("/(login|signed-out|logout)([/?].*)?"));
    }

    private static String csrf(Page page) {
        return first(page, "name=\"_csrf\" value=\"([^\"]*)\"");
    }

    private static String key(Page setUp) {
        return first(setUp, "<code id=\"key\"[^>]*>([^<]*)</code>").replace(" ", "");
    }

    private static String first(Page page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }
}
