package org.vestibule.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class EndSessionTests {

    @Autowired
    People people;

    private Lms lms;
    private Browser browser;
    private Answer tokens;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        lms = people.lms(people.client());
        browser = people.browser();
        tokens = lms.redeem(SignIn.throughApp(people, browser, lms.authorize(), people.withApp())
                .parameter("code"));
    }

    private String endSession(String... parameters) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        return "/connect/logout?" + Browser.encode(query);
    }

    @Test
    void endSessionWhenTheHintIsOfThisSessionThenSignsOutAndGoesBackToTheLms() {
        Page answer = browser.get(endSession(
                "id_token_hint", tokens.text("id_token"),
                "post_logout_redirect_uri", "http://localhost:1/",
                "state", "s p"));

        assertThat(answer.location()).isEqualTo("http://localhost:1/?state=s%20p");
        assertThat(browser.get("/account").location()).startsWith("/login?");
        assertThat(lms.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.introspect(tokens.text("access_token"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    /** The hint from before a refresh is as good. */
    @Test
    void endSessionWhenTheHintIsFromBeforeARefreshThenSignsOut() {
        lms.refresh(tokens.text("refresh_token"));

        browser.get(endSession("id_token_hint", tokens.text("id_token")));

        assertThat(browser.get("/account").location()).startsWith("/login?");
    }

    /** OID-15: a plain GET never logs out silently. */
    @Requirement("OID-15")
    @Test
    void endSessionWhenThereIsNoHintThenAsksFirst() {
        Page question = browser.open(endSession("client_id", lms.clientId()));

        assertThat(question.path()).isEqualTo("/logout/confirm");
        assertThat(question.text()).contains("Sign out of Vestibule?").contains("Stay signed in");
        assertThat(browser.get("/account").status()).isEqualTo(200);
        Page done = browser.submit(question, "/logout", Map.of());
        assertThat(done.text()).contains("You are signed out").contains("Back to Moodle");
        assertThat(browser.get("/account").location()).startsWith("/login?");
    }

    @Test
    void endSessionWhenTheHintIsForgedOrOfAnotherSessionThenAsksFirst() {
        String forged =
                tokens.text("id_token").substring(0, tokens.text("id_token").length() - 6) + "AAAAAA";
        Browser other = people.browser();
        String anothers = lms.redeem(SignIn.throughApp(people, other, lms.authorize(), people.withApp())
                        .parameter("code"))
                .text("id_token");

        for (String hint : new String[] {forged, anothers, "nonsense", tokens.text("access_token")}) {
            assertThat(browser.get(endSession("id_token_hint", hint)).location())
                    .startsWith("/logout/confirm");
        }
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    /** Contract, section 6: where no session cookie arrives, the session of the hint ends. */
    @Test
    void endSessionWhenNoCookieArrivesThenEndsTheSessionOfTheHint() {
        people.browser().get(endSession("id_token_hint", tokens.text("id_token")));

        assertThat(browser.get("/account").location()).startsWith("/login?");
    }

    @Test
    void endSessionWhenTheRedirectAddressIsNotRegisteredThenStaysHere() {
        Page answer = browser.get(endSession(
                "id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", "http://localhost:1/other"));

        assertThat(answer.location()).startsWith("/signed-out");
    }

    /** OID-15: neither an unsigned hint nor one of another signer counts, whatever it says. */
    @Requirement("OID-15")
    @Test
    void endSessionWhenTheHintIsUnsignedOrOfAnotherSignerThenAsksAndDoesNotRedirect() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet();
        JWSHeader header = SignedJWT.parse(tokens.text("id_token")).getHeader();
        SignedJWT another = new SignedJWT(header, claims);
        another.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));

        for (String hint : new String[] {new PlainJWT(claims).serialize(), another.serialize()}) {
            Page answer = browser.get(
                    endSession("id_token_hint", hint, "post_logout_redirect_uri", "http://localhost:1/", "state", "s"));
            assertThat(answer.location()).startsWith("/logout/confirm");
        }
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    /** RP-Initiated Logout, section 3: only the registered address itself, nothing added. */
    @Test
    void endSessionWhenTheRedirectAddressHasAQueryAddedThenStaysHere() {
        Page answer = browser.get(endSession(
                "id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", "http://localhost:1/?a=b"));

        assertThat(answer.location()).startsWith("/signed-out?client_id=").doesNotContain("localhost:1");
    }

    /** Section 2: all parameters are optional; without a hint nobody is sent anywhere. */
    @Test
    void endSessionWhenNothingOrOnlyStateOrNoHintIsGivenThenAsksSignsOutAndSaysSo() {
        for (String request : new String[] {
            "/connect/logout",
            endSession("state", "s"),
            endSession("post_logout_redirect_uri", "http://localhost:1/", "state", "s")
        }) {
            Browser visitor = people.browser();
            SignIn.throughApp(people, visitor, lms.authorize(), people.withApp());

            Page question = visitor.open(request);
            assertThat(question.text()).contains("Sign out of Vestibule?");
            Page done = visitor.submit(question, "/logout", Map.of());

            assertThat(done.text()).contains("You are signed out", "Sign in again");
            assertThat(visitor.get("/account").location()).startsWith("/login?");
        }
    }

    /** Contract, section 6: a form of an LMS's page is the same request. */
    @Test
    void endSessionWhenPostedThenSignsOutAndGoesBackToTheLms() {
        Page answer = browser.postRaw(
                "/connect/logout",
                Map.of("id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", "http://localhost:1/"));

        assertThat(answer.location()).isEqualTo("http://localhost:1/");
        assertThat(browser.get("/account").location()).startsWith("/login?");
    }
}
