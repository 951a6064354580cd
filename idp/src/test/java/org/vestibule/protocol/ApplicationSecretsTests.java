package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** The secrets of an application: shown once, two at a time (OID-17). */
@Requirement("OID-17")
@ProtocolTest
class ApplicationSecretsTests {

    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([^<]*)<");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;
    private Person administrator;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        administrator = people.administrator();
        browser = people.browser();
        SignIn.password(browser, browser.open("/login"), administrator);
    }

    /** OID-17: two secrets for a while, so that the LMS can be changed over without an outage. */
    @Requirement("OID-17")
    @Test
    void replaceWhenOverlapThenBothAreGoodUntilItsEnd() {
        Lms lms = people.lms(people.client());
        Page shown = replace(lms, "WEEK");
        String second = found(SECRET, shown);
        assertThat(authenticated(lms, People.SECRET)).isTrue();
        assertThat(authenticated(lms, second)).isTrue();
        assertThat(browser.open(page(lms)).body()).doesNotContain(second).contains("good until");
        people.clock().advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(authenticated(lms, People.SECRET)).isFalse();
        assertThat(authenticated(lms, second)).isTrue();
    }

    @Test
    void replaceWhenNoOverlapAndSentTwiceThenOneSecretIsMade() {
        Lms lms = people.lms(people.client());
        String path = page(lms) + "/secret";
        Page form = browser.open(path);
        String second = found(SECRET, browser.submit(form, path, Map.of("overlap", "NONE")));
        Page again = browser.submit(form, path, Map.of("overlap", "NONE"));
        assertThat(again.text()).contains("The secret was replaced already");
        assertThat(again.body()).doesNotContain(second);
        assertThat(authenticated(lms, People.SECRET)).isFalse();
        assertThat(authenticated(lms, second)).isTrue();
    }

    @Test
    void removeSecretWhenTwoThenItEndsAndTheLastOneStays() {
        Lms lms = people.lms(people.client());
        String first = newestSecret(lms);
        String second = found(SECRET, replace(lms, "OPEN"));
        assertThat(browser.open(page(lms) + "/secret").text()).contains("There are two secrets already");
        String path = page(lms) + "/remove-secret";
        Page ask = browser.open(path + "?secret=" + first);
        assertThat(browser.submit(ask, path, Map.of()).text()).contains("Secret removed");
        assertThat(authenticated(lms, People.SECRET)).isFalse();
        assertThat(browser.submit(ask, path, Map.of()).text()).contains("This secret is gone already");
        Page last = browser.open(path + "?secret=" + newestSecret(lms));
        assertThat(browser.submit(last, path, Map.of()).text()).contains("This is the only secret");
        assertThat(authenticated(lms, second)).isTrue();
        audited(lms.clientId(), "client.secret.removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YEAR", "\u0000"})
    void replaceWhenOverlapIsOddThenRefused(String overlap) {
        assertThat(replace(people.lms(people.client()), overlap).status()).isEqualTo(422);
    }

    @Test
    void replaceWhenPublicClientThenNotFound() {
        assertThat(browser.get("/admin/clients/" + id(people.publicClient()) + "/secret")
                        .status())
                .isEqualTo(404);
    }

    private Page replace(Lms lms, String overlap) {
        String path = page(lms) + "/secret";
        return browser.submit(browser.open(path), path, Map.of("overlap", overlap));
    }

    private static boolean authenticated(Lms lms, String secret) {
        return lms.post("/oauth2/token", Map.of("grant_type", "client_credentials"), secret)
                        .status()
                == 200;
    }

    private String newestSecret(Lms lms) {
        return jdbc.sql("""
                        select s.id::text from client_secret s join client c on c.id = s.client_id
                        where c.client_id = ? order by s.slot desc limit 1
                        """).param(lms.clientId()).query(String.class).single();
    }

    private String page(Lms lms) {
        return "/admin/clients/" + id(lms.clientId());
    }

    private String audited(String clientId, String event) {
        return jdbc.sql("select detail::text from audit_event where client_id = ? and event = ? and actor_id = ?")
                .params(clientId, event, administrator.id())
                .query(String.class)
                .single();
    }

    private String id(String clientId) {
        return jdbc.sql("select id::text from client where client_id = ?")
                .param(clientId)
                .query(String.class)
                .single();
    }

    private static String found(Pattern pattern, Page page) {
        Matcher matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(page.text()).isTrue();
        return matcher.group(1);
    }
}
