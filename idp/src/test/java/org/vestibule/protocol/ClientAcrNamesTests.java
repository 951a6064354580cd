package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-11, contract section 4: a client may have another name for a step of the ladder. */
@Requirement("OID-11")
@ProtocolTest
class ClientAcrNamesTests {

    private static final String TWO = "urn:example:two";
    private static final String MFA = "https://refeds.org/profile/mfa";

    @Autowired
    People people;

    private Lms lms;

    @BeforeEach
    void anLmsWithANameOfItsOwn() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("acrNames", Map.of("mfa", TWO))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void acrWhenTheClientHasANameThenEveryAnswerUsesIt(String format) {
        Lms named = people.lms(people.client(Map.of("acrNames", Map.of("mfa", TWO), "accessTokenFormat", format)));
        Answer first = named.redeem(SignIn.throughApp(people, people.browser(), named.authorize(), people.withApp())
                .parameter("code"));

        for (Answer tokens : new Answer[] {first, named.refresh(first.text("refresh_token"))}) {
            String accessToken = tokens.text("access_token");
            assertThat(tokens.idToken().get("acr").asString()).isEqualTo(TWO);
            assertThat(named.introspect(accessToken).text("acr")).isEqualTo(TWO);
            assertThat(named.userInfo(accessToken).text("acr")).isEqualTo(TWO);
        }
    }

    @Test
    void acrWhenTheStepReachedHasNoOtherNameThenOurs() {
        Browser browser = people.browser();
        Page callback = SignIn.password(browser, browser.open(lms.authorize()), people.person());

        Answer tokens = lms.redeem(callback.parameter("code"));

        assertThat(tokens.idToken().get("acr").asString()).isEqualTo("https://refeds.org/profile/sfa");
    }

    @Test
    void acrValuesWhenTheyHaveTheClientsNameThenTheFactorIsAsked() {
        people.twoFactor(false, false);
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize("acr_values", TWO)), people.withApp());

        assertThat(second.path()).isEqualTo("/login/second-factor");
    }

    /** OpenID Connect Core section 5.5.1.1: what is returned matches one of the requested values. */
    @Test
    void essentialAcrWhenItIsOurNameAndNotTheClientsThenUnmet() {
        Browser browser = people.browser();
        String essential = "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"%s\"}}}";

        Page answer =
                SignIn.throughApp(people, browser, lms.authorize("claims", essential.formatted(MFA)), people.withApp());
        Page met = browser.get(lms.authorize("claims", essential.formatted(TWO)));

        assertThat(answer.parameter("error")).isEqualTo("unmet_authentication_requirements");
        assertThat(lms.redeem(met.parameter("code")).idToken().get("acr").asString())
                .isEqualTo(TWO);
    }

    /** A name that stands for nothing any more must not open the client. */
    @ParameterizedTest
    @ValueSource(strings = {TWO, MFA, "urn:example:of-a-former-configuration"})
    void requiredAcrWhenByEitherNameOrAnUnknownOneThenOneFactorIsNotEnough(String required) {
        people.twoFactor(false, false);
        Lms strict = people.lms(people.client(Map.of("acrNames", Map.of("mfa", TWO), "requiredAcr", required)));
        Browser browser = people.browser();

        Page second = SignIn.password(browser, browser.open(strict.authorize()), people.withApp());

        assertThat(second.path()).isEqualTo("/login/second-factor");
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenAClientHasANameThenItIsListedBehindOurs() {
        assertThat(lms.get("/.well-known/openid-configuration").json().get("acr_values_supported"))
                .extracting(value -> value.asString())
                .startsWith("https://refeds.org/profile/sfa", MFA)
                .contains(TWO)
                .doesNotHaveDuplicates();
    }
}
