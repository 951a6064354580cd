package org.vestibule.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.demo.TwilioSimulator;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TrustedBrowserRulesStore;
import org.vestibule.user.Users;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OID-10, OID-12: for every factor and every way back in, each token and each endpoint tells the same and the truth, after a
 * refresh too.
 */
@Requirement({"OID-10", "OID-12"})
@ProtocolTest
class WaysBackTests {

    private static final Path TABLE = Path.of("../docs/factors.md");

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TwilioSimulator twilio;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    private Trusting trusting;

    @BeforeEach
    void asEver() {
        people.twoFactor(true, true);
        trusting = new Trusting(people, rules, jdbc);
    }

    @AfterEach
    void asEverAgain() {
        people.twoFactor(true, true);
        trusting.allow(0);
    }

    @ParameterizedTest
    @EnumSource
    void tokensWhenSomebodyCameThisWayThenTellWhatWasProven(WayIn way) {
        WayWalk walk = new WayWalk(new Walker.World(people, settings, mailbox, twilio, users, trusting));
        String code = walk.walk(way);
        String expected = way.claims(walk.authTime(way.second()));
        people.clock().advance(Duration.ofSeconds(20));

        Answer first = walk.lms().redeem(code);
        assertThat(told(walk.lms(), first)).as("at first").containsOnly(expected);
        // later than every proof, so that a time made up now would show
        people.clock().advance(Duration.ofMinutes(7));
        Answer second = walk.lms().refresh(first.text("refresh_token"));
        assertThat(told(walk.lms(), second)).as("after a refresh").containsOnly(expected);
        Answer third = walk.lms().refresh(second.text("refresh_token"));
        assertThat(told(walk.lms(), third)).as("after another").containsOnly(expected);
    }

    /** ID token, access token, introspection of it, UserInfo. */
    private static List<String> told(Lms lms, Answer tokens) {
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        String access = tokens.text("access_token");
        List<String> told = new ArrayList<>();
        told.add(claims(tokens.idToken()));
        told.add(claims(tokens.accessToken()));
        told.add(claims(lms.introspect(access).json()));
        told.add(claims(lms.userInfo(access).json()));
        return told;
    }

    private static String claims(JsonNode claims) {
        return "amr=%s acr=%s auth_time=%s"
                .formatted(claims.path("amr"), claims.path("acr").asString(""), claims.path("auth_time"));
    }

    /** Written for people who connect an LMS; its rows are what was just proven. */
    @Test
    void tableWhenReadThenHasEveryWay() throws Exception {
        List<String> table = Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| .* \\| `.*` \\| `.*` \\|"))
                .toList();
        assertThat(table).first().asString().isEqualTo("| How somebody came | `amr` | `acr` |");
        assertThat(table.subList(1, table.size()))
                .isEqualTo(Arrays.stream(WayIn.values()).map(WayIn::row).toList());
    }
}
