package org.vestibule.protocol;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
 * MFA-01: after the password alone every address answers with the second-factor step or a refusal. The addresses come from
 * the routes themselves, so a new page cannot be forgotten.
 */
@Requirement("MFA-01")
@ProtocolTest
class PasswordOnlySessionTests {

    /** What says nothing about a person. */
    private static final Set<String> PUBLIC = Set.of(
            "/login",
            "/login/second-factor",
            "/login/second-factor/methods",
            "/login/second-factor/no-access",
            "/login/second-factor/send",
            "/login/confirm",
            "/logout",
            "/next-learner",
            "/login/next-learner",
            "/logout/confirm",
            "/signed-out",
            "/password/forgot",
            "/password/forgot/sent",
            "/password/reset",
            "/activate",
            "/email/confirm",
            "/email/confirmed",
            "/language",
            "/login/language",
            "/oauth2/form-post",
            "/error");

    @Autowired
    People people;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    private Person person;
    private Browser browser;
    private Page secondFactor;

    @BeforeEach
    void passwordOnly() {
        people.twoFactor(true, true);
        person = people.withApp();
        browser = people.browser();
        secondFactor = SignIn.password(browser, browser.open("/login"), person);
        assertThat(secondFactor.path()).isEqualTo("/login/second-factor");
    }

    @Test
    void everyRouteWhenOnlyThePasswordWasGivenThenLeadsToTheSecondFactorOrRefuses() {
        Set<String> closed =
                new TreeSet<>(Set.of("/", "/account", "/admin", "/nothing/here", "/actuator", "/account/"));
        routes.getHandlerMethods().keySet().stream()
                .map(RequestMappingInfo::getPatternValues)
                .forEach(closed::addAll);
        closed.removeAll(PUBLIC);

        assertThat(closed).hasSizeGreaterThan(15);
        for (String path : closed) {
            String address = path.replaceAll("\\{[^}]*}", "totp");
            Page get = browser.get(address);
            assertThat(leadsOn(get))
                    .as("GET %s: %s %s", address, get.status(), get.location())
                    .isTrue();
            Page posted = browser.postRaw(address, secondFactor.hidden("/login/second-factor"));
            assertThat(leadsOn(posted))
                    .as("POST %s: %s", address, posted.status())
                    .isTrue();
        }
    }

    /** MFA-02, MFA-01: no code, no profile data. */
    @Requirement({"MFA-01", "MFA-02"})
    @Test
    void authorizeWhenOnlyThePasswordWasGivenThenGivesNoCode() {
        Lms lms = people.lms(people.client());

        Page answer = browser.get(lms.authorize());

        assertThat(answer.location()).startsWith("/login/second-factor");
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");
        assertThat(secondFactor.body()).doesNotContain(person.username() + "@example.org");
    }

    @Test
    void machineEndpointsWhenOnlyACookieArrivesThenAnswer401() {
        for (String path : new String[] {"/userinfo", "/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"}) {
            Page answer = path.equals("/userinfo") ? browser.get(path) : browser.postRaw(path, Map.of("token", "x"));
            assertThat(answer.status()).as(path).isEqualTo(401);
        }
    }

    /** MFA-04: the id changes at every stage, and the older ones are dead. */
    @Requirement("MFA-04")
    @Test
    void signInWhenItAdvancesThenFormerCookiesAreWorthNothing() {
        Browser afterPassword = browser.copy();

        Page account = SignIn.code(browser, secondFactor, people.nextCode());

        assertThat(account.path()).isEqualTo("/account");
        assertThat(browser.cookies().get("vestibule_session"))
                .isNotEqualTo(afterPassword.cookies().get("vestibule_session"));
        assertThat(afterPassword.get("/account").location()).startsWith("/login?");
    }

    /** MFA-05: a form of a superseded sign-in has expired. */
    @Requirement("MFA-05")
    @Test
    void submitWhenTheFormIsOfASupersededSignInThenHasExpired() {
        SignIn.password(browser, browser.open("/login"), person);

        Page late = browser.post(secondFactor, "/login/second-factor", Map.of("code", people.nextCode()));

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("This page has expired");
    }

    private static boolean leadsOn(Page answer) {
        return answer.status() == 302
                ? answer.location().startsWith("/login/second-factor")
                : answer.status() == 403 || answer.status() == 401 || answer.status() == 405;
    }
}
