package org.vestibule.sample.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.vestibule.sample.test.Browser;
import org.vestibule.sample.test.Browser.Page;
import org.vestibule.sample.test.LmsTest;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTests extends LmsTest {

    @Test
    void claimsWhenRefreshedThenOfTheNewestIdToken() {
        signIn();
        String before = browser.get(lms("/claims.json")).body();
        PROVIDER.answers.extraClaims = ",\"round\":2";

        Page after = browser.submit(browser.open(lms("/how-you-signed-in")), "/refresh");

        assertThat(after.body()).contains("Your tokens are new.");
        assertThat(browser.get(lms("/claims.json")).body())
                .isEqualTo(PROVIDER.answers.lastPayload)
                .contains("\"round\":2")
                .isNotEqualTo(before);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void coursesWhenAccessTokenIsExpiredThenRefreshedOnTheWay() {
        PROVIDER.answers.accessTokenSeconds = 1;
        signIn();
        PROVIDER.answers.accessTokenSeconds = 300;
        PROVIDER.answers.amr = "\"pwd\",\"mfa\"";

        assertThat(browser.open(lms("/courses")).body()).contains("password and a recovery code");
        browser.open(lms("/courses"));
        // one on the way to the first page after sign-in, none while the token lives
        assertThat(refreshes()).isBetween(1L, 2L);
    }

    /** A provider ends the whole family when a refresh token comes twice. */
    @Test
    void refreshWhenTwoTabsAskTogetherThenNeitherUsesATokenTwice() throws InterruptedException, ExecutionException {
        signIn();
        Page page = browser.open(lms("/how-you-signed-in"));
        ExecutorService tabs = Executors.newFixedThreadPool(6);
        try {
            List<Future<Page>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Browser tab = new Browser();
                tab.setCookie("LMSSESSION", browser.cookie("LMSSESSION"));
                answers.add(tabs.submit(() -> tab.submitOnly(page, "/refresh")));
            }
            for (Future<Page> answer : answers) {
                assertThat(answer.get().header("Location")).endsWith("/how-you-signed-in");
            }
        } finally {
            tabs.shutdownNow();
        }
        assertThat(refreshes()).isEqualTo(6);
        assertThat(browser.open(lms("/courses")).status()).isEqualTo(200);
    }

    @Test
    void refreshWhenProviderHasEndedItThenOurSessionEndsToo() {
        signIn();
        Page page = browser.open(lms("/how-you-signed-in"));
        PROVIDER.answers.refuseTokens = true;

        assertThat(browser.submit(page, "/refresh").heading()).isEqualTo("Your sign-in has ended");
        assertThat(browser.get(lms("/claims.json")).status()).isEqualTo(401);
    }

    @Test
    void coursesWhenExpiredAndProviderHasEndedItThenSaysSo() {
        signIn();
        PROVIDER.answers.accessTokenSeconds = 1;
        browser.submit(browser.open(lms("/how-you-signed-in")), "/refresh");
        PROVIDER.answers.refuseTokens = true;

        assertThat(browser.open(lms("/courses")).heading()).isEqualTo("Your sign-in has ended");
        assertThat(PROVIDER.authorizationRequests).hasSize(1);
    }

    /** OIDC Core 12.2: the refreshed ID token must be for the same client; anything else ends the session. */
    @Test
    void refreshWhenIdTokenIsForAnotherThenRefused() {
        signIn();
        Page page = browser.open(lms("/how-you-signed-in"));
        PROVIDER.answers.audience = "\"sample-lms-2\"";

        assertThat(browser.submit(page, "/refresh").heading()).isEqualTo("Your sign-in has ended");
    }

    private static long refreshes() {
        return PROVIDER.tokenRequests.stream()
                .filter(request -> "refresh_token".equals(request.get("grant_type")))
                .count();
    }
}
