package org.vestibule.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.protocol.AssertingLms.EC;
import static org.vestibule.protocol.AssertingLms.assertRefused;
import static org.vestibule.protocol.AssertingLms.assertTaken;

/** OID-17, OID-20: clients that publish their keys at an address of theirs. */
@Requirement({"OID-17", "OID-20"})
@ProtocolTest
class ClientKeyAddressTests {

    @Autowired
    People people;

    @Test
    void tokenWhenTheKeysAreAtAnAddressThenTheyAreFetchedOnce() throws Exception {
        try (KeySite site = new KeySite(EC.toPublicJWK())) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", site.address()));
            List<String> assertions =
                    Stream.generate(fetched::assertion).limit(10).toList();
            List<Answer> answers = Parallel.all(assertions.stream()
                    .<Callable<Answer>>map(assertion -> () -> fetched.token(assertion))
                    .toList());
            assertThat(answers).allSatisfy(AssertingLms::assertTaken);
            assertThat(site.calls()).isEqualTo(1);
        }
    }

    @Test
    void tokenWhenTheKeyAtTheAddressChangesThenTheNewOneWorksAndTheOldOneDoesNot() throws Exception {
        JWK next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
        try (KeySite site = new KeySite(EC.toPublicJWK())) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", site.address()));
            assertTaken(fetched.token(fetched.assertion()));
            site.publish(next.toPublicJWK());
            people.clock().advance(Duration.ofSeconds(11));
            fetched.sign(next, JWSAlgorithm.ES256);
            assertTaken(fetched.token(fetched.assertion()));
            fetched.sign(EC, JWSAlgorithm.ES256);
            assertRefused(fetched.token(fetched.assertion()));
        }
    }

    /** The same key id for another key: some LMSs do that. */
    @Test
    void tokenWhenTheKeyChangesUnderItsIdThenTheNewOneWorks() throws Exception {
        JWK next = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        try (KeySite site = new KeySite(EC.toPublicJWK())) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", site.address()));
            assertTaken(fetched.token(fetched.assertion()));
            site.publish(next.toPublicJWK());
            people.clock().advance(Duration.ofSeconds(11));
            fetched.sign(next, JWSAlgorithm.ES256);
            assertTaken(fetched.token(fetched.assertion()));
        }
    }

    @Test
    void tokenWhenStrangersSendUnknownKeysThenTheSiteIsAskedRarely() throws Exception {
        JWK strange = new ECKeyGenerator(Curve.P_256).keyID("strange").generate();
        try (KeySite site = new KeySite(EC.toPublicJWK())) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", site.address()));
            assertTaken(fetched.token(fetched.assertion()));
            fetched.sign(strange, JWSAlgorithm.ES256);
            people.clock().advance(Duration.ofSeconds(11));
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(fetched.token(fetched.assertion()));
            }
            assertThat(answers).allSatisfy(AssertingLms::assertRefused);
            assertThat(site.calls()).isEqualTo(2);
        }
    }

    @Test
    void tokenWhenTheSiteIsDownThenTheFormerKeysWorkForADay() throws Exception {
        try (KeySite site = new KeySite(EC.toPublicJWK())) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", site.address()));
            assertTaken(fetched.token(fetched.assertion()));
            site.breakDown();
            people.clock().advance(Duration.ofHours(1));
            assertTaken(fetched.token(fetched.assertion()));
            people.clock().advance(Duration.ofHours(24));
            assertRefused(fetched.token(fetched.assertion()));
            site.publish(EC.toPublicJWK());
            people.clock().advance(Duration.ofSeconds(11));
            assertTaken(fetched.token(fetched.assertion()));
        }
    }

    /** OID-20: an address in the own network is not called. */
    @Requirement("OID-20")
    @Test
    void tokenWhenTheAddressIsPrivateOrOddThenRefused() {
        for (String address : List.of("https://127.0.0.1:1/jwks", "https://10.0.0.1/jwks", "http://localhost:1/jwks")) {
            AssertingLms fetched = AssertingLms.registered(people, Map.of("jwksUri", address));
            assertRefused(fetched.token(fetched.assertion()));
        }
    }
}
