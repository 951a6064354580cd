package org.vestibule.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** Two administrators at one form: the later one sees both values, loses nothing and decides. */
@ProtocolTest
class EditConflictTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Browser mine;
    private Browser theirs;

    @BeforeEach
    void twoAdministrators() {
        people.twoFactor(true, true);
        mine = signedIn(people.administrator());
        theirs = signedIn(people.administrator());
    }

    @Test
    void personWhenSomebodyWasFasterThenBothValuesAndSavingAgainDecides() {
        Person person = people.person();
        String path = "/admin/users/" + person.id() + "/edit";
        Page form = mine.open(path);
        theirs.submit(theirs.open(path), path, Map.of("givenName", "First", "groups", "7b", "auditor", "true"));
        Map<String, String> typed = Map.of("givenName", "Second", "familyName", "الخوارزمي 𠮷", "groups", "8c\n9d");

        Page refused = mine.submit(form, path, typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Somebody else changed this account meanwhile", "What is different", "Saved now")
                .contains("First name First Second", "Groups 7b 8c, 9d", "Auditor Ticked Not ticked");
        assertThat(refused.body()).contains("value=\"Second\"", "𠮷");
        PageAssertions.assertSound(refused.body());
        assertThat(mine.open("/admin/users/" + person.id()).text())
                .contains("First")
                .doesNotContain("Second");
        assertThat(mine.submit(refused, path, typed).text()).contains("Changes saved", "Second");
    }

    /** A third one between the two savings: told again. */
    @Test
    void personWhenSomebodyIsFasterAgainThenToldAgain() {
        Person person = people.person();
        String path = "/admin/users/" + person.id() + "/edit";
        Page form = mine.open(path);
        theirs.submit(theirs.open(path), path, Map.of("givenName", "First"));
        Page refused = mine.submit(form, path, Map.of("givenName", "Mine"));
        theirs.submit(theirs.open(path), path, Map.of("givenName", "Third"));
        assertThat(mine.submit(refused, path, Map.of("givenName", "Mine")).text())
                .contains("First name Third Mine");
    }

    @Test
    void personWhenTenSaveAtOnceThenOneDoes() throws Exception {
        Person person = people.person();
        String path = "/admin/users/" + person.id() + "/edit";
        Page form = mine.open(path);
        List<Page> answers =
                Parallel.times(10, () -> mine.copy().post(form, path, Map.of("givenName", "Grace", "groups", "7b")));
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(9);
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = ? and event = 'person.edited'")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void applicationWhenSomebodyWasFasterThenBothValuesAndSavingAgainDecides() {
        String path = "/admin/clients/" + application() + "/edit";
        Page form = mine.open(path);
        theirs.submit(theirs.open(path), path, typed("First", "https://first.example.org/in"));
        Map<String, String> typed = typed("Second", "https://second.example.org/in");
        typed.remove("requirePkce");

        Page refused = mine.submit(form, path, typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Somebody else changed this application meanwhile", "Name First Second")
                .contains("Redirect addresses https://first.example.org/in https://second.example.org/in")
                .contains("Require PKCE Ticked Not ticked");
        assertThat(refused.body()).contains("value=\"Second\"");
        PageAssertions.assertSound(refused.body());
        assertThat(mine.open(path).body()).contains("value=\"First\"");
        assertThat(mine.submit(refused, path, typed).text()).contains("Changes saved", "Second");
    }

    /** Deleted while somebody edits it: a page that says so, and it does not come back. */
    @Test
    void applicationWhenDeletedMeanwhileThenNotFound() {
        String id = application();
        String path = "/admin/clients/" + id + "/edit";
        Page form = mine.open(path);
        String delete = "/admin/clients/" + id + "/delete";
        theirs.submit(theirs.open(delete), delete, Map.of());
        assertThat(mine.submit(form, path, typed("Mine", "https://lms.example.org/in"))
                        .status())
                .isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from client where id = ?::uuid")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String application() {
        return jdbc.sql("select id::text from client where client_id = ?")
                .param(people.client())
                .query(String.class)
                .single();
    }

    private static Map<String, String> typed(String name, String redirect) {
        Map<String, String> typed = new HashMap<>();
        typed.put("name", name);
        typed.put("redirectUris", redirect);
        typed.put("scopes", "openid profile email");
        typed.put("requirePkce", "true");
        typed.put("requiredAcr", "NONE");
        return typed;
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }
}
