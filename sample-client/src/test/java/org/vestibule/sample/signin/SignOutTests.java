package org.vestibule.sample.signin;

import org.junit.jupiter.api.Test;
import org.vestibule.requirement.Requirement;
import org.vestibule.sample.test.Browser;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-15. */
@Requirement("OID-15")
class SignOutTests extends LmsTest {

    private static final String BACK_CHANNEL = LogoutTokenCheck.PATH;

    @Test
    void signOutWhenHereThenOnlyOurSessionEnds() {
        Page courses = signIn();

        Page start = browser.submit(courses, "/sign-out");

        assertThat(start.address()).hasToString(lms("/"));
        assertThat(start.body()).contains("Sign in").doesNotContain("Ada Lovelace");
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
        assertThat(PROVIDER.endSessionRequests).isEmpty();
    }

    @Test
    void signOutWhenEverywhereThenProviderIsAskedAndSendsBack() {
        Page courses = signIn();
        String before = browser.cookie("LMSSESSION");

        Page start = browser.submit(courses, "/sign-out/everywhere");

        assertThat(start.address()).hasToString(lms("/"));
        assertThat(PROVIDER.endSessionRequests).hasSize(1);
        assertThat(PROVIDER.endSessionRequests.get(0))
                .containsEntry("post_logout_redirect_uri", lms("/"))
                .hasEntrySatisfying("id_token_hint", hint -> assertThat(hint).isNotEmpty());
        browser.setCookie("LMSSESSION", before);
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
    }

    @Test
    void signOutWhenGetThenNothingHappens() {
        signIn();

        assertThat(browser.open(lms("/sign-out")).status()).isEqualTo(404);
        assertThat(browser.open(lms("/sign-out/everywhere")).status()).isEqualTo(404);
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(200);
    }

    /** WEB-01: the page was open in a tab whose session is gone. */
    @Requirement("WEB-01")
    @Test
    void signOutWhenTokenIsMissingThenPageHasExpired() {
        signIn();

        Page refused = browser.post(lms("/sign-out"), "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.heading()).isEqualTo("This page has expired");
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(200);
    }

    /** OpenID Connect Back-Channel Logout, section 2.7. */
    @Test
    void backChannelWhenTheTokenIsGenuineThenTheSessionOfItsSidEnds() {
        signIn();
        Browser anybody = new Browser();

        Page done =
                anybody.post(lms(BACK_CHANNEL), "logout_token=" + PROVIDER.logoutToken("logout+jwt", PROVIDER.keyId()));

        assertThat(done.status()).isEqualTo(200);
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
    }

    /** Section 4: an ID token, which every LMS has, is no logout token. */
    @Test
    void backChannelWhenTheTokenIsNotGenuineThenNothingHappens() {
        signIn();
        Browser anybody = new Browser();
        String genuine = PROVIDER.logoutToken("logout+jwt", PROVIDER.keyId());

        for (String body : new String[] {
            "",
            "logout_token=",
            "logout_token=nonsense",
            "logout_token=" + genuine.substring(0, genuine.length() - 6) + "AAAAAA",
            "logout_token=" + PROVIDER.logoutToken("JWT", PROVIDER.keyId())
        }) {
            assertThat(anybody.post(lms(BACK_CHANNEL), body).status()).as(body).isEqualTo(400);
        }
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(200);
    }

    /** Anonymous posts cannot make us read the provider's key set without end. */
    @Test
    void backChannelWhenKeysAreUnknownThenTheKeySetIsNotReadEachTime() {
        signIn();
        int before = PROVIDER.keySetRequests.get();

        for (int i = 0; i < 20; i++) {
            String forged = PROVIDER.logoutToken("logout+jwt", "unknown-" + i);
            assertThat(new Browser()
                            .post(lms(BACK_CHANNEL), "logout_token=" + forged)
                            .status())
                    .isIn(400, 503);
        }

        assertThat(PROVIDER.keySetRequests.get() - before).isLessThanOrEqualTo(2);
    }
}
