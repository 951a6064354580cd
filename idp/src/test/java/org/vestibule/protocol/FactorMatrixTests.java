package org.vestibule.protocol;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.MatrixCase.Has;
import org.vestibule.protocol.MatrixCase.TwoFactor;
import org.vestibule.protocol.MatrixCase.Used;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Factors × {@code acr_values} × {@code max_age} × {@code prompt}: every combination at the authorization endpoint down to
 * the claims of the tokens, and one of each kind through all pages (OID-10 to OID-13).
 */
@Requirement({"OID-10", "OID-11", "OID-12", "OID-13"})
@ProtocolTest
class FactorMatrixTests {

    private static final int PASSWORD_AGE = 300;
    private static final int FACTOR_AGE = 240;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final Map<Has, Person> persons = new EnumMap<>(Has.class);
    private Lms lms;

    @BeforeEach
    void everybody() {
        // nothing is signed with a slow key that the matrix does not look at
        lms = people.lms(people.client(Map.of("idTokenSignedResponseAlg", "ES256", "accessTokenFormat", "opaque")));
        for (Has has : Has.values()) {
            Person person = people.person();
            persons.put(has, person);
            if (has != Has.PASSWORD_ONLY && has != Has.TEXT) {
                people.enrolApp(person);
            }
            if (has == Has.TEXT || has == Has.APP_AND_TEXT) {
                enrolPhone(person);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TwoFactor.class)
    void authorizeWhenAnyCombinationThenAnswersAsTheRulesSay(TwoFactor twoFactor) {
        turn(twoFactor);
        Map<String, Browser> browsers = sessions(twoFactor);
        List<MatrixCase> cases = MatrixCase.all(twoFactor).toList();
        List<String> wrong = cases.parallelStream()
                .flatMap(asked -> {
                    Browser browser = Objects.requireNonNull(browsers.get(key(asked.has(), asked.used())));
                    String expected = MatrixRules.answer(asked, proofAt(PASSWORD_AGE));
                    // a copy, as the stranger's browser gets a cookie
                    String answer = describe(browser.copy().get(lms.authorize(asked.parameters())));
                    return answer.equals(expected)
                            ? Stream.of()
                            : Stream.of(asked + "\n  expected " + expected + "\n  but was  " + answer);
                })
                .toList();
        assertThat(cases).hasSizeGreaterThan(5000);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TwoFactor.class)
    void authorizeWhenAPageIsAnsweredThenTheTokensSayWhatWasProven(TwoFactor twoFactor) {
        turn(twoFactor);
        Set<String> seen = new HashSet<>();
        MatrixCase.all(twoFactor)
                .filter(asked -> asked.has() != Has.TEXT && asked.has() != Has.APP_AND_TEXT)
                .filter(asked -> seen.add(kind(asked)))
                .forEach(this::walk);
        assertThat(seen).hasSizeGreaterThan(10);
    }

    /** The pages that come and what is in the tokens at the end. */
    private static String kind(MatrixCase first) {
        StringBuilder kind = new StringBuilder().append(first.has()).append(first.used());
        MatrixCase asked = first;
        String answer = MatrixRules.answer(asked, 0);
        while (answer.startsWith("page") && !answer.equals(MatrixRules.SET_UP)) {
            kind.append(answer);
            asked = MatrixRules.after(asked, answer);
            answer = MatrixRules.answer(asked, 0);
        }
        return kind.append(answer).toString();
    }

    private void walk(MatrixCase first) {
        Person person = Objects.requireNonNull(persons.get(first.has()));
        Browser browser = session(person, first.twoFactor(), first.has(), first.used());
        long authTime = proofAt(PASSWORD_AGE);
        MatrixCase asked = first;
        Page page = browser.open(lms.authorize(first.parameters()));
        for (String expected = MatrixRules.answer(asked, authTime);
                expected.startsWith("page");
                expected = MatrixRules.answer(asked, authTime)) {
            if (expected.equals(MatrixRules.SET_UP)) {
                // where one service is on its own page, after a question to those whose last proof is older than five
                // minutes
                assertThat(page.path())
                        .as(first.toString())
                        .matches("/account/two-factor/(set-up|totp)|/login/confirm");
                return;
            }
            assertThat("page " + page.path()).as(first.toString()).isEqualTo(expected);
            if (expected.equals(MatrixRules.PASSWORD)) {
                authTime = proofAt(0);
            }
            page = answered(browser, page, expected, person);
            asked = MatrixRules.after(asked, expected);
        }
        assertThat(describe(page)).as(first.toString()).isEqualTo(MatrixRules.answer(asked, authTime));
    }

    private Page answered(Browser browser, Page page, String expected, Person person) {
        return switch (expected) {
            case MatrixRules.PASSWORD -> SignIn.password(browser, page, person);
            case MatrixRules.SECOND_FACTOR -> SignIn.code(browser, page, people.nextCode());
            default -> browser.submit(page, "/consent", Map.of("decision", "allow"));
        };
    }

    private String describe(Page page) {
        if (page.redirectsHere()) {
            return "page " + URI.create(page.location()).getPath();
        }
        assertThat(page.location()).as("%s %s", page.status(), page.text()).startsWith(People.REDIRECT + '?');
        if (page.parameter("code").isEmpty()) {
            return "error " + page.parameter("error");
        }
        Lms.Answer tokens = lms.redeem(page.parameter("code"));
        JsonNode id = tokens.idToken();
        return "amr=%s acr=%s auth_time=%s"
                .formatted(id.get("amr"), id.path("acr").asString(""), id.get("auth_time"));
    }

    private Map<String, Browser> sessions(TwoFactor twoFactor) {
        Map<String, Browser> browsers = new HashMap<>();
        persons.forEach((has, person) -> {
            for (Used used : Used.values()) {
                browsers.put(key(has, used), session(person, twoFactor, has, used));
            }
        });
        return browsers;
    }

    private static String key(Has has, Used used) {
        return has + " " + used;
    }

    /** A browser whose session got there minutes ago; the text message before the password, so that the older one counts. */
    private Browser session(Person person, TwoFactor twoFactor, Has has, Used used) {
        if (used == Used.NOTHING) {
            return people.browser();
        }
        boolean passwordLast = used == Used.TEXT;
        return new PreparedSession(
                        person.id(),
                        at(passwordLast ? FACTOR_AGE : PASSWORD_AGE),
                        used.secondFactor() ? at(passwordLast ? PASSWORD_AGE : FACTOR_AGE) : null,
                        used.secondFactor() ? used.method : null,
                        used.secondFactor() || has == Has.PASSWORD_ONLY || twoFactor == TwoFactor.OFF_FOR_EVERYBODY)
                .open(people, jdbc);
    }

    private void enrolPhone(Person person) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into enrollment (id, user_id, method, status, confirmed_at) values (?, ?, 'sms', 'active', ?)")
                .params(id, person.id(), at(0))
                .update();
        jdbc.sql("insert into sms_phone (enrollment_id, e164) values (?, '+12025550142')")
                .param(id)
                .update();
    }

    private void turn(TwoFactor twoFactor) {
        people.twoFactor(twoFactor == TwoFactor.ON, twoFactor != TwoFactor.OFF_FOR_EVERYBODY);
    }

    private OffsetDateTime at(int secondsAgo) {
        return Instant.ofEpochSecond(proofAt(secondsAgo)).atOffset(ZoneOffset.UTC);
    }

    private long proofAt(int secondsAgo) {
        return people.clock().instant().getEpochSecond() - secondsAgo;
    }
}
