package org.vestibule.protocol;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class AuthorizationCodeFlowTests {

    @Autowired
    People people;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void signInWhenPersonHasAnAppThenTokensSayPasswordOtpAndMfa() {
        Person person = people.withApp();
        Browser browser = people.browser();
        Lms lms = people.lms(people.client());

        Page callback = SignIn.throughApp(people, browser, lms.authorize(), person);

        assertThat(callback.location()).startsWith(People.REDIRECT);
        assertThat(callback.parameter("state")).isEqualTo("the-state");
        assertThat(callback.parameter("iss")).isEqualTo("http://localhost:9000");
        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        JsonNode id = tokens.idToken();
        assertThat(id.get("sub").asString()).isEqualTo(person.id().toString());
        assertThat(id.get("aud").asString()).isEqualTo(lms.clientId());
        assertThat(id.get("amr")).extracting(JsonNode::asString).containsExactly("pwd", "otp", "mfa");
        assertThat(id.get("acr").asString()).isEqualTo("https://refeds.org/profile/mfa");
        assertThat(id.get("auth_time").isIntegralNumber()).isTrue();
        assertThat(id.get("sid").asString()).isNotEmpty();
        assertThat(id.get("nonce").asString()).isEqualTo("the-nonce");
        assertThat(id.get("preferred_username").asString()).isEqualTo(person.username());
        assertThat(tokens.accessToken().get("amr")).isEqualTo(id.get("amr"));
        assertThat(tokens.accessToken().get("aud").asString()).isEqualTo("http://localhost:9000");
        assertThat(Lms.header(tokens.text("access_token")).get("typ").asString())
                .isEqualTo("at+jwt");
        assertThat(browser.cookies()).containsOnlyKeys("vestibule_browser", "vestibule_session");
    }

    @Test
    void refreshWhenLaterThenSaysTheSameProof() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Page callback = SignIn.throughApp(people, people.browser(), lms.authorize(), person);
        Answer first = lms.redeem(callback.parameter("code"));
        people.clock().advance(java.time.Duration.ofMinutes(20));

        Answer second = lms.refresh(first.text("refresh_token"));

        assertThat(second.status()).as(second.response().body()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        for (String claim : new String[] {"sub", "amr", "acr", "auth_time", "sid", "aud", "iss"}) {
            assertThat(second.idToken().get(claim))
                    .as(claim)
                    .isEqualTo(first.idToken().get(claim));
        }
        JsonNode userInfo = lms.userInfo(second.text("access_token")).json();
        assertThat(userInfo.get("sub")).isEqualTo(first.idToken().get("sub"));
        assertThat(userInfo.get("amr")).isEqualTo(first.idToken().get("amr"));
        assertThat(userInfo.get("auth_time")).isEqualTo(first.idToken().get("auth_time"));
        JsonNode introspection = lms.introspect(second.text("access_token")).json();
        assertThat(introspection.get("active").asBoolean()).isTrue();
        assertThat(introspection.get("amr")).isEqualTo(first.idToken().get("amr"));
        assertThat(introspection.get("acr")).isEqualTo(first.idToken().get("acr"));
    }

    /** Every claim of the scope profile that discovery names (OpenID Connect Core, 5.4). */
    @Test
    void userInfoWhenScopeIsProfileThenSaysWhenThePersonChanged() {
        Instant created = people.clock().instant();
        Person person = people.person();
        people.clock().advance(java.time.Duration.ofMinutes(20));
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        Page callback = SignIn.password(browser, browser.open(lms.authorize()), person);

        JsonNode userInfo = lms.userInfo(lms.redeem(callback.parameter("code")).text("access_token"))
                .json();

        assertThat(userInfo.get("updated_at").isIntegralNumber()).isTrue();
        assertThat(userInfo.get("updated_at").asLong()).isEqualTo(created.getEpochSecond());
    }

    @Test
    void signInWhenPersonHasNoFactorThenTokenSaysPassword() {
        Person person = people.person();
        Browser browser = people.browser();
        Lms lms = people.lms(people.client());

        Page callback = SignIn.password(browser, browser.open(lms.authorize()), person);

        JsonNode id = lms.redeem(callback.parameter("code")).idToken();
        assertThat(id.get("amr")).extracting(JsonNode::asString).containsExactly("pwd");
        assertThat(id.get("acr").asString()).isEqualTo("https://refeds.org/profile/sfa");
        assertThat(Instant.ofEpochSecond(id.get("auth_time").asLong()))
                .isBeforeOrEqualTo(people.clock().instant());
    }

    @Test
    void signInWhenSignedInAtAnotherLmsThenAsksNothing() {
        Person person = people.withApp();
        Browser browser = people.browser();
        Lms first = people.lms(people.client());
        Lms second = people.lms(people.client());
        Answer one = first.redeem(
                SignIn.throughApp(people, browser, first.authorize(), person).parameter("code"));

        Page callback = browser.get(second.authorize());

        Answer two = second.redeem(callback.parameter("code"));
        assertThat(two.idToken().get("sid")).isEqualTo(one.idToken().get("sid"));
        assertThat(two.idToken().get("amr")).isEqualTo(one.idToken().get("amr"));
    }
}
