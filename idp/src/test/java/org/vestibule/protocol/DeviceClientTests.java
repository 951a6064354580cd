package org.vestibule.protocol;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Which clients get tokens for their devices, and whose. */
@ProtocolTest
class DeviceClientTests {

    @Autowired
    People people;

    private Lms lms;
    private Browser browser;
    private Person person;

    @BeforeEach
    void signedInPerson() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT))));
        person = people.withApp();
        browser = people.browser();
        SignIn.throughApp(people, browser, "/device", person);
    }

    /** OID-18: another client's code looks like one that does not exist, and stays good. */
    @Requirement("OID-18")
    @Test
    void pollWhenTheCodeIsAnotherClientsThenInvalidGrantAndUnharmed() {
        Device device = Device.begin(lms, "openid");
        device.allow(browser);
        Lms other = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT))));

        assertThat(device.poll(other).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.introspect(device.codes().text("device_code"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(device.poll().status()).isEqualTo(200);
    }

    /** OID-20: only clients that have the grant, and only their scopes. */
    @Requirement("OID-20")
    @Test
    void beginWhenTheClientMayNotThenRefused() {
        Lms without = people.lms(people.client());

        assertThat(Device.begin(without, "openid").codes().text("error")).isEqualTo("unauthorized_client");
        assertThat(without.token(Map.of("grant_type", Device.GRANT, "device_code", "x"))
                        .text("error"))
                .isEqualTo("unauthorized_client");
        assertThat(Device.begin(lms, "openid admin").codes().text("error")).isEqualTo("invalid_scope");
        assertThat(lms.token(Map.of("grant_type", Device.GRANT)).text("error")).isEqualTo("invalid_request");
        assertThat(lms.token(Map.of("grant_type", Device.GRANT, "device_code", "\0x"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        assertThat(lms.postText(Device.ENDPOINT, "scope=openid&scope=email").text("error"))
                .isEqualTo("invalid_request");
    }

    /** A client without a secret names itself; one that has a secret must show it (OID-17). */
    @Requirement("OID-17")
    @Test
    void pollWhenTheClientIsPublicThenItsIdIsEnough() {
        Lms app = people.lms(people.publicClient(List.of(Device.GRANT)));
        Device device = Device.beginOpenly(app, "openid");
        device.allow(browser);

        Answer tokens = device.pollOpenly();

        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(Device.beginOpenly(lms, "openid").codes().status()).isEqualTo(401);
        Device secret = Device.begin(lms, "openid");
        assertThat(secret.pollOpenly().status()).isEqualTo(401);
    }

    /** OID-19: another sub for the LMSs of each host. */
    @Requirement("OID-19")
    @Test
    void pollWhenSubjectsArePairwiseThenAnotherSub() {
        Lms pairwise =
                people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT), "subjectType", "pairwise")));
        Device device = Device.begin(pairwise, "openid");
        device.allow(browser);

        Answer tokens = device.poll();

        assertThat(tokens.idToken().get("sub").asString())
                .isNotEqualTo(person.id().toString())
                .isEqualTo(tokens.accessToken().get("sub").asString());
    }

    /** RFC 9449 section 5: a device proves its key like everybody else. */
    @Test
    void pollWhenAKeyIsProvenThenTheTokensAreBoundToIt() {
        Device device = Device.begin(lms, "openid");
        device.allow(browser);
        ProvingKey key = ProvingKey.ec();

        Answer tokens = device.poll(
                lms.showing(key.proof("POST", DpopTests.TOKEN, people.clock().instant())));

        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        assertThat(tokens.accessToken().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
    }
}
