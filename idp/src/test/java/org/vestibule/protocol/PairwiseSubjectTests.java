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

import static org.assertj.core.api.Assertions.assertThat;

/** OID-19; OpenID Connect Core section 8. */
@Requirement("OID-19")
@ProtocolTest
class PairwiseSubjectTests {

    @Autowired
    People people;

    private Person person;

    @BeforeEach
    void somebody() {
        people.twoFactor(true, true);
        person = people.withApp();
    }

    @Test
    void redeemWhenSubjectsArePairwiseThenEveryPlaceNamesTheSameOne() {
        Lms lms = people.lms(people.client(Map.of("subjectType", "pairwise")));
        Answer tokens = signIn(people.browser(), lms);
        String subject = tokens.idToken().get("sub").asString();
        assertThat(subject).isNotEqualTo(person.id().toString());
        assertThat(tokens.accessToken().get("sub").asString()).isEqualTo(subject);
        assertThat(lms.userInfo(tokens.text("access_token")).text("sub")).isEqualTo(subject);
        assertThat(lms.introspect(tokens.text("access_token")).text("sub")).isEqualTo(subject);
        assertThat(lms.introspect(tokens.text("refresh_token")).text("sub")).isEqualTo(subject);
        assertThat(lms.refresh(tokens.text("refresh_token"))
                        .idToken()
                        .get("sub")
                        .asString())
                .isEqualTo(subject);
    }

    @Test
    void redeemWhenClientsShareASectorThenTheyKnowThePersonByTheSameSubject() {
        String subject = subject(Map.of("subjectType", "pairwise"));
        assertThat(subject(Map.of("subjectType", "pairwise"))).isEqualTo(subject);
        assertThat(subject(Map.of(
                        "subjectType", "pairwise", "sectorIdentifierUri", "https://other.example.org/sector.json")))
                .isNotEqualTo(subject);
        person = people.withApp();
        assertThat(subject(Map.of("subjectType", "pairwise"))).isNotEqualTo(subject);
    }

    /** OID-15: the hint is found again although its subject is no id of ours. */
    @Requirement("OID-15")
    @Test
    void endSessionWhenTheHintHasAPairwiseSubjectThenTheSessionEnds() {
        Lms lms = people.lms(people.client(Map.of("subjectType", "pairwise")));
        Browser browser = people.browser();
        Answer tokens = signIn(browser, lms);
        assertThat(browser.get("/connect/logout?"
                                + Browser.encode(Map.of(
                                        "id_token_hint",
                                        tokens.text("id_token"),
                                        "post_logout_redirect_uri",
                                        "http://localhost:1/")))
                        .location())
                .isEqualTo("http://localhost:1/");
        assertThat(lms.introspect(tokens.text("access_token"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void discoveryWhenAskedThenItNamesBothSubjectTypes() {
        assertThat(people.lms(people.client())
                        .get("/.well-known/openid-configuration")
                        .json()
                        .get("subject_types_supported"))
                .extracting(type -> type.asString())
                .isEqualTo(List.of("public", "pairwise"));
    }

    private String subject(Map<String, ?> settings) {
        return signIn(people.browser(), people.lms(people.client(settings)))
                .idToken()
                .get("sub")
                .asString();
    }

    private Answer signIn(Browser browser, Lms lms) {
        return lms.redeem(
                SignIn.throughApp(people, browser, lms.authorize(), person).parameter("code"));
    }
}
