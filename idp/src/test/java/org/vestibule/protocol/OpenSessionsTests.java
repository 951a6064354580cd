package org.vestibule.protocol;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** People see where they are signed in, and end it (MFA-19). */
@Requirement("MFA-19")
@ProtocolTest
class OpenSessionsTests {

    private static final String LIST = "/account/sessions";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void showWhenSignedInTwiceThenBothAndWhichIsHere() {
        Person person = people.person();
        Browser here = signedIn(person);
        signedIn(person);
        Page list = here.open(LIST);
        assertThat(list.text()).contains("This browser", "127.0.0.…", "A browser", "Sign out everywhere else");
        assertThat(list.body().split("/end\"", -1)).hasSize(2);
        assertThat(here.open("/account").body()).contains("href=\"" + LIST + "\"");
    }

    @Test
    void showWhenASecondFactorIsStillOwedThenNotInTheList() {
        Person person = people.withApp();
        Browser here = signedIn(person);
        SignIn.code(here, here.open("/login/second-factor"), people.code());
        signedIn(person);
        assertThat(here.open(LIST).text()).contains("You are signed in nowhere else");
    }

    /** What lives with the session ends with it, and the LMS is told (MFA-19, OID-15). */
    @Requirement({"MFA-19", "OID-15"})
    @Test
    void endWhenAnotherBrowserThenItsTokensEndAndItsLmsIsTold() throws Exception {
        try (LogoutReceiver receiver = new LogoutReceiver()) {
            Person person = people.withApp();
            Lms lms = people.lms(people.client(Map.of("backchannelLogoutUri", receiver.address())));
            Browser elsewhere = people.browser();
            Answer tokens = lms.redeem(SignIn.throughApp(people, elsewhere, lms.authorize(), person)
                    .parameter("code"));
            String sid = tokens.idToken().path("sid").asString();
            Browser here = signedIn(person);
            SignIn.code(here, here.open("/login/second-factor"), people.nextCode());

            Page ended = here.submit(here.open(LIST), LIST + "/" + sid + "/end", Map.of());

            assertThat(ended.text()).contains("Signed out there", "You are signed in nowhere else");
            assertThat(receiver.next().getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid);
            assertThat(lms.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
            assertThat(lms.introspect(tokens.text("access_token"))
                            .json()
                            .path("active")
                            .asBoolean())
                    .isFalse();
            assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
            assertThat(here.open("/account").path()).isEqualTo("/account");
        }
    }

    /** WEB-12: what is another person's is not there. */
    @Requirement("WEB-12")
    @Test
    void endWhenAnotherPersonsSessionThenNotFoundAndItGoesOn() {
        Person victim = people.person();
        Browser theirs = signedIn(victim);
        Browser here = signedIn(people.person());
        String csrf = String.valueOf(here.open("/account").hidden("/logout").get("_csrf"));
        UUID sid = jdbc.sql("select id from login_session where user_id = ?")
                .param(victim.id())
                .query(UUID.class)
                .single();
        assertThat(here.postRaw(LIST + "/" + sid + "/end", Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(404);
        assertThat(here.postRaw(LIST + "/" + UUID.randomUUID() + "/end", Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(404);
        assertThat(theirs.open("/account").path()).isEqualTo("/account");
    }

    @Test
    void endOthersWhenDoneThenOnlyThisBrowserStays() {
        Person person = people.person();
        Browser here = signedIn(person);
        Browser second = signedIn(person);
        Browser third = signedIn(person);
        Page done = here.submit(here.open(LIST), LIST + "/end-others", Map.of());
        assertThat(done.text()).contains("Signed out everywhere else", "You are signed in nowhere else");
        assertThat(second.open("/account").path()).isEqualTo("/login");
        assertThat(third.open("/account").path()).isEqualTo("/login");
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }
}
