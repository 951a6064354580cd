package org.vestibule.sample.signin;

import org.junit.jupiter.api.Test;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-15. */
class SignOutTests extends LmsTest {

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
    @Test
    void signOutWhenTokenIsMissingThenPageHasExpired() {
        signIn();

        Page refused = browser.post(lms("/sign-out"), "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.heading()).isEqualTo("This page has expired");
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(200);
    }
}
