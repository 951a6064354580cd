package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** An LMS that never takes less than two factors, and a person who has one: set-up comes between, and the LMS at its end. */
@ProtocolTest
class SetUpForAnLmsTests {

    private static final String MFA = "https://refeds.org/profile/mfa";
    private static final String APP = "/account/two-factor/totp";
    private static final String SAVED = "/account/two-factor/recovery-codes/saved";
    private static final Pattern KEY = Pattern.compile("<code id=\"key\"[^>]*>([^<]*)</code>");

    private static final Pattern CANCEL = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>Cancel</a>");

    @Autowired
    People people;

    private Lms lms;

    @BeforeEach
    void anLmsThatWantsBothFactors() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(true, MFA));
    }

    static String code(People people, Page setUp) {
        Matcher key = KEY.matcher(setUp.body());
        assertThat(key.find())
                .as(setUp.status() + " " + setUp.path() + ": " + setUp.text())
                .isTrue();
        return Totp.code(key.group(1).replace(" ", ""), people.clock().instant());
    }

    static Page throughSetUp(People people, Browser browser, Page setUp) {
        Page wrong = browser.submit(setUp, APP, Map.of("code", "not a code"));
        assertThat(wrong.status()).isEqualTo(422);
        Page codes = browser.submit(wrong, APP, Map.of("code", code(people, setUp)));
        assertThat(codes.text()).contains("Save your recovery codes");
        assertThat(codes.header("Content-Security-Policy")).endsWith("form-action 'self' http://localhost:1");
        Page unticked = browser.submit(codes, SAVED, Map.of());
        assertThat(unticked.status()).isEqualTo(422);
        return browser.submit(unticked, SAVED, Map.of("saved", "true"));
    }

    /** OID-12, contract sections 4 and 6: set-up where a service is on, and the code of its end says mfa. */
    @Requirement("OID-12")
    @Test
    void setUpWhenTheLmsWantsTwoFactorsThenEndsAtTheLms() {
        Browser browser = people.browser();
        Page setUp = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        assertThat(setUp.path()).isEqualTo(APP);
        assertThat(setUp.header("Content-Security-Policy")).endsWith("form-action 'self' http://localhost:1");

        Page callback = throughSetUp(people, browser, setUp);

        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        assertThat(tokens.idToken().get("acr").asString()).isEqualTo(MFA);
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    /** OID-13: the password given for {@code prompt=login} still counts after the set-up. */
    @Requirement("OID-13")
    @Test
    void setUpWhenThePasswordWasForcedThenIsNotAskedTwice() {
        Browser browser = people.browser();
        Page setUp = SignIn.password(
                browser, browser.open(lms.authorize("prompt", "login", "max_age", "60")), people.person());

        Page callback = throughSetUp(people, browser, setUp);

        assertThat(callback.parameter("code")).isNotEmpty();
    }

    /** The proof has aged meanwhile: the request survives Confirm that it's you as well. */
    @Test
    void setUpWhenConfirmedMeanwhileThenStillEndsAtTheLms() {
        Browser browser = people.browser();
        Page setUp = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        people.clock().advance(Duration.ofMinutes(6));
        Page asked = browser.submit(setUp, APP, Map.of("code", code(people, setUp)));
        assertThat(asked.path()).isEqualTo("/login/confirm");
        Page back = browser.submit(asked, "/login/confirm", Map.of("password", People.PASSWORD));

        Page codes = browser.submit(back, APP, Map.of("code", code(people, setUp)));
        Page callback = browser.submit(codes, SAVED, Map.of("saved", "true"));

        assertThat(callback.parameter("code")).isNotEmpty();
    }

    /** RFC 6749 section 4.1.2.1: who does not want to set anything up denies the request, and the LMS is told. */
    @Test
    void setUpWhenCancelledThenTheLmsGetsAccessDenied() {
        Browser browser = people.browser();
        Page setUp = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        Page again = browser.submit(setUp, APP, Map.of("code", "not a code"));

        for (Page page : new Page[] {setUp, again}) {
            Page answer = browser.get(cancel(page));

            assertThat(answer.location()).startsWith(People.REDIRECT);
            assertThat(answer.parameter("error")).isEqualTo("access_denied");
            assertThat(answer.parameter("state")).isEqualTo("the-state");
        }
        assertThat(browser.open(lms.authorize()).path()).isEqualTo(APP);
    }

    @Test
    void setUpWhenNoLmsAskedForItThenCancelLeadsToTheProfile() {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/account"), people.person());

        assertThat(cancel(browser.open(APP))).isEqualTo("/account");
    }

    /** The mark of Cancel is worth nothing to somebody who has what the LMS wants. */
    @Test
    void cancelWhenNothingIsMissingThenTheRequestIsAnswered() {
        Browser browser = people.browser();
        Page setUp = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        String cancel = cancel(setUp);
        throughSetUp(people, browser, setUp);

        assertThat(browser.get(cancel).parameter("code")).isNotEmpty();
    }

    static String cancel(Page page) {
        Matcher link = CANCEL.matcher(page.body());
        assertThat(link.find()).as(page.path() + ": " + page.text()).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    /** OID-03: only what we signed ourselves for this browser is followed. */
    @Requirement("OID-03")
    @Test
    void setUpWhenTheCarriedRequestIsNotOursThenHasExpired() {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/account"), people.person());

        Page refused = browser.open(APP + "?request=aHR0cHM6Ly9ldmlsLmV4YW1wbGU.c2lnbmF0dXJl");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("This page has expired");
    }
}
