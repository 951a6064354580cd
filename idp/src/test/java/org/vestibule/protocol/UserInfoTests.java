package org.vestibule.protocol;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** OpenID Connect Core sections 5.3 and 5.4; OID-18. */
@Requirement("OID-18")
@ProtocolTest
class UserInfoTests {

    @Autowired
    People people;

    private Lms lms;
    private Person person;
    private Answer tokens;

    @BeforeEach
    void signedIn() {
        people.twoFactor(true, true);
        person = people.withClaims(Map.of(
                "phone_number",
                "+12025550123",
                "phone_number_verified",
                true,
                "address",
                Map.of("street_address", "1 School Lane", "country", "GR")));
        lms = people.lms(people.client(Map.of("scopes", List.of("openid", "address", "phone"))));
        tokens = lms.redeem(
                SignIn.throughApp(people, people.browser(), lms.authorize("scope", "openid address phone"), person)
                        .parameter("code"));
    }

    @Test
    void userInfoWhenAskedInAnyOfTheThreeWaysThenTheAnswerIsTheSame() {
        String token = tokens.text("access_token");
        JsonNode byGet = lms.userInfo(token).json();
        assertThat(byGet.get("sub").asString()).isEqualTo(person.id().toString());
        assertThat(lms.userInfoByPost(token).json()).isEqualTo(byGet);
        assertThat(lms.postOpenly("/userinfo", Map.of("access_token", token)).json())
                .isEqualTo(byGet);
    }

    @Test
    void userInfoWhenAddressAndPhoneAreGrantedThenTheyHaveTheirTypes() {
        for (JsonNode claims : List.of(lms.userInfo(tokens.text("access_token")).json(), tokens.idToken())) {
            assertThat(claims.get("phone_number").asString()).isEqualTo("+12025550123");
            assertThat(claims.get("phone_number_verified").isBoolean()).isTrue();
            assertThat(claims.get("address").isObject()).isTrue();
            assertThat(claims.get("address").get("country").asString()).isEqualTo("GR");
            assertThat(claims.has("email")).isFalse();
            assertThat(claims.has("name")).isFalse();
        }
    }

    /** RFC 6750, sections 2 and 2.3. */
    @Test
    void userInfoWhenTheTokenIsInTheAddressOrInTwoPlacesThenItIsRefused() {
        String token = tokens.text("access_token");
        assertThat(lms.get("/userinfo?access_token=" + token).status()).isEqualTo(401);
        assertThat(lms.userInfoByPost(token, Map.of("access_token", token)).status())
                .isEqualTo(400);
    }
}
