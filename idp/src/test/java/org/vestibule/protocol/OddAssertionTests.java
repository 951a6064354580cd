package org.vestibule.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.protocol.AssertingLms.assertRefused;
import static org.vestibule.protocol.AssertingLms.encoded;

/** OID-17, OID-24: assertions that are none. */
@Requirement({"OID-17", "OID-24"})
@ProtocolTest
class OddAssertionTests {

    @Autowired
    People people;

    private AssertingLms lms;

    @BeforeEach
    void registered() {
        lms = AssertingLms.registered(people, Map.of());
    }

    @Test
    void tokenWhenClaimsAreMissingOrOddThenRefused() {
        for (String claim : List.of("iss", "jti")) {
            assertRefused(lms.token(lms.assertion(claims -> claims.remove(claim))));
            assertRefused(lms.token(lms.assertion(claims -> claims.put(claim, List.of("x")))));
        }
        for (Object odd : List.of("tomorrow", 1e300, -1, Map.of())) {
            assertRefused(lms.token(lms.assertion(claims -> claims.put("exp", odd))));
        }
        assertRefused(lms.token(lms.assertion(claims -> claims.put("jti", "j".repeat(501)))));
        assertRefused(lms.token(lms.assertion(claims -> claims.put("iss", "other"))));
        assertRefused(lms.token(lms.assertion(claims -> claims.remove("sub"))));
        assertRefused(lms.token(lms.assertion(claims -> claims.put("sub", "nobody"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "..",
                "a.b.c",
                "a.b.c.d.e",
                "e30.e30.e30",
                "eyJhbGciOiJFUzI1NiJ9.e30.AA",
                "bnVsbA.bnVsbA.bnVsbA",
                "eyJhbGciOm51bGx9.e30.AA",
                "eyJhbGciOiJFUzI1NiJ9.bnVsbA.AA",
                "eyJhbGciOiJFUzI1NiJ9.bm90IEpTT04.AA",
                "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsieCJdfQ.eyJzdWIiOiJ4In0.AA",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOlsieCJdfQ.AA",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJcdTAwMDAifQ.AA"
            })
    void tokenWhenTheAssertionIsNoneThenNoServerError(String assertion) {
        assertThat(lms.token(assertion).status()).isIn(400, 401);
        Map<String, String> named =
                Map.of("grant_type", "client_credentials", "scope", "groups", "client_id", lms.clientId());
        assertRefused(lms.post("/oauth2/token", assertion, named));
    }

    @Test
    void tokenWhenTheAssertionIsHugeThenRefused() {
        assertRefused(lms.token(lms.assertion(claims -> claims.put("more", "x".repeat(20_000)))));
        String nested = "[".repeat(3_000) + "]".repeat(3_000);
        assertRefused(lms.token(
                encoded("{\"alg\":\"ES256\"}") + "." + encoded("{\"sub\":\"x\",\"y\":" + nested + "}") + ".AA"));
    }

    @Test
    void tokenWhenTheAssertionsTypeIsMissingOrAnotherThenRefused() {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", lms.clientId(),
                "client_assertion", lms.assertion()));
        Lms plain = people.lms(lms.clientId());
        assertRefused(plain.postOpenly("/oauth2/token", form));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertRefused(plain.postOpenly("/oauth2/token", form));
        form.remove("client_assertion");
        form.put("client_assertion_type", AssertingLms.TYPE);
        assertRefused(plain.postOpenly("/oauth2/token", form));
    }
}
