package org.vestibule.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is found in the list of people, and how much of it is counted. */
@ProtocolTest
class PeopleSearchTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final String mark = "s" + UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        browser = people.browser();
        SignIn.password(browser, browser.open("/login"), people.administrator());
    }

    /** Beginnings of words in any order and case, with composed and decomposed marks. */
    @ParameterizedTest
    @CsvSource({
        "Jörg,Weiß,JÖRG wei",
        "Jörg,Weiß,weiß Jo\u0308r",
        "Νίκη,Παπαδοπούλου,ΠΑΠΑΔΟΠΟΎΛΟΥ νίκη",
        "Νίκη,Παπαδοπούλου,νι\u0301κ",
        "فاطمة,الخوارزمي,الخوارزمي فاط",
        "Zoë,O'Neill-Smith,smith zo",
        "𠮷野,太郎,𠮷"
    })
    void searchWhenBeginningsOfWordsThenFound(String givenName, String familyName, String query) {
        create(mark, givenName, familyName);
        Page found = search(mark + " " + query);
        assertThat(found.text()).contains("1 user found", givenName + " " + familyName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eta", "Beta Gamma", "zz"})
    void searchWhenNotTheBeginningOfAWordThenNobody(String query) {
        create(mark, "Alpha", "Beta");
        assertThat(search(mark + " " + query).text()).contains("No users found");
    }

    @Test
    void searchWhenUpToAThousandThenAllAreCounted() {
        many(1000);
        Page first = search(mark);
        assertThat(first.text()).contains("1,000 users found", "Page 1 of 40", "Next page", mark + "0001");
        Page last = browser.open("/admin/users?page=40&q=" + mark);
        assertThat(last.text()).contains("Page 40 of 40", mark + "1000").doesNotContain("Next page");
    }

    /** To count all of 100,000 people takes longer than to find a page of them. */
    @Test
    void searchWhenMoreThanAThousandThenThePageIsFoundAndTheRestNotCounted() {
        many(1030);
        Page first = search(mark);
        assertThat(first.text())
                .contains("More than 1,000 users found", "Page 1", mark + "0001", mark + "0025")
                .doesNotContain("Page 1 of", mark + "0026");
        assertThat(browser.open("/admin/users?page=41&q=" + mark).text())
                .contains("Page 41", mark + "1001", mark + "1025", "Next page");
        assertThat(browser.open("/admin/users?page=42&q=" + mark).text())
                .contains(mark + "1030", "Previous page")
                .doesNotContain("Next page");
        PageAssertions.assertSound(first.body());
    }

    @Test
    void searchWhenFilteredThenOnlyThose() {
        many(30);
        jdbc.sql("update app_user set enabled = false where username in (?, ?)")
                .params(mark + "0007", mark + "0008")
                .update();
        assertThat(browser.open("/admin/users?state=DISABLED&q=" + mark).text())
                .contains("2 users found", mark + "0007", mark + "0008");
        Person learner = people.withApp();
        assertThat(browser.open("/admin/users?twoFactor=ON&q=" + learner.username())
                        .text())
                .contains("1 user found", learner.username());
        assertThat(browser.open("/admin/users?twoFactor=OFF&q=" + learner.username())
                        .text())
                .contains("No users found");
    }

    private void create(String username, String givenName, String familyName) {
        browser.submit(
                browser.open("/admin/users/new"),
                "/admin/users/new",
                Map.of("username", username, "givenName", givenName, "familyName", familyName));
    }

    private void many(int number) {
        jdbc.sql("""
                        insert into app_user (id, username, username_key)
                        select gen_random_uuid(), :mark || lpad(i::text, 4, '0'), :mark || lpad(i::text, 4, '0')
                        from generate_series(1, :number) i
                        """).param("mark", mark).param("number", number).update();
    }

    private Page search(String query) {
        return browser.open("/admin/users?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
