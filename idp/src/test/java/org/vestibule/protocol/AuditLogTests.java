package org.vestibule.protocol;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit log and its export. */
@ProtocolTest
class AuditLogTests {

    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final Pattern MARK = Pattern.compile("mark-[0-9]+");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;
    private Person person;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        browser = signedIn(people.administrator());
        person = people.person();
    }

    @Test
    void listWhenFilteredByUserThenSaysWhatHappenedInWords() {
        signedIn(person);
        Page page = browser.open("/admin/audit?user=" + person.username());
        assertThat(page.text()).contains("Entered the right password", "signin.password.accepted", person.username());
        assertThat(page.body()).containsPattern("<time datetime=\"[^\"]*Z\" title=\"[^\"]*Z\">");
        assertThat(browser.open("/admin/audit?user=" + person.username() + "&event=factor.removed")
                        .text())
                .contains("No entries found");
    }

    @Test
    void listWhenEventHasNoWordsThenShowsItsName() {
        insert(1);
        assertThat(browser.open("/admin/audit?user=" + person.username()).text())
                .contains("made.up-event");
    }

    /** An administrator's deeds are found by the administrator and by the person concerned. */
    @Test
    void listWhenSomebodyActedOnAnotherThenFoundByBoth() {
        Person actor = people.administrator();
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id)
                        values (now(), 'person.unlocked', 'success', ?, ?)
                        """).params(actor.id(), person.id()).update();
        for (Person one : List.of(actor, person)) {
            assertThat(browser.open("/admin/audit?user=" + one.username()).text())
                    .contains("Account unlocked", actor.username(), person.username());
        }
    }

    @Test
    void listWhenManyAreOfTheSameMomentThenPagesShowEachOnce() {
        insert(120);
        assertThat(marksOfAllPages())
                .hasSize(120)
                .doesNotHaveDuplicates()
                .startsWith("mark-120")
                .endsWith("mark-1");
    }

    /** Deeds of a person and what happened to the person come from two indexes; the order is one. */
    @Test
    void listWhenDeedsAndOwnEntriesAreOfTheSameMomentThenPagesShowEachOnce() {
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id, detail)
                        select :at, 'made.up-event', 'success', case when n % 3 = 0 then :other else :person end,
                            case when n % 3 = 1 then :other else :person end, jsonb_build_object('mark', 'mark-' || n)
                        from generate_series(1, 101) n
                        """)
                .param("at", OffsetDateTime.parse("2020-02-29T12:00:00Z"))
                .param("person", person.id())
                .param("other", people.person().id())
                .update();
        assertThat(marksOfAllPages())
                .containsExactlyElementsOf(IntStream.range(0, 101)
                        .mapToObj(n -> "mark-" + (101 - n))
                        .toList());
    }

    /** In the order of the pages. */
    private List<String> marksOfAllPages() {
        List<String> seen = new ArrayList<>();
        String address = "/admin/audit?user=" + person.username() + "&event=made.up-event";
        while (!address.isEmpty()) {
            Page shown = browser.get(address);
            List<String> marks =
                    MARK.matcher(shown.body()).results().map(MatchResult::group).toList();
            address = OLDER.matcher(shown.body())
                    .results()
                    .map(link -> HtmlUtils.htmlUnescape(link.group(1)))
                    .findFirst()
                    .orElse("");
            assertThat(marks).isNotEmpty().hasSizeLessThanOrEqualTo(50);
            seen.addAll(marks);
        }
        return seen;
    }

    @Test
    void listWhenDaysAreGivenThenOnlyTheirEntries() {
        insert(1);
        String user = "/admin/audit?user=" + person.username();
        assertThat(browser.open(user + "&from=2020-02-29&to=2020-03-01").text()).contains("mark-1");
        assertThat(browser.open(user + "&to=2020-02-28").text()).contains("No entries found");
        assertThat(browser.open(user + "&from=2020-03-02").text()).doesNotContain("mark-1");
    }

    @ParameterizedTest
    @CsvSource({
        "user=nobody-of-this-name,There is no user with this username",
        "event=%00,There is no such event",
        "from=2026-02-31,Enter a day such as",
        "to=yesterday,Enter a day such as",
        "user=%00,There is no user with this username",
        "from=%2B999999999-12-31,Enter a day such as"
    })
    void listWhenAFilterMakesNoSenseThenSaysSoAndShowsNothing(String filter, String error) {
        Page page = browser.get("/admin/audit?" + filter);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains(error, "No entries found");
        assertThat(browser.get("/admin/audit/export?" + filter).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/audit?before=x",
                "/admin/audit?before=99999999999999999-999999999999999999",
                "/admin/audit?before=1-1&before=2-2",
                "/admin/audit?from=0000-01-01&to=9999-12-31",
                "/admin/audit?from=2026-02-01&to=2026-01-01",
                "/admin/audit?event=no.such&event=no.such"
            })
    void listWhenOddThenStillAPage(String address) {
        assertThat(browser.get(address).status()).isIn(200, 422);
    }

    /** WEB-07: nothing in the file is a formula. */
    @Requirement("WEB-07")
    @Test
    void exportWhenCellsLookLikeFormulasThenTheyAreText() {
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id, client_id)
                        values (now(), 'made.up-event', 'failure', :user, :user, :client)
                        """)
                .param("user", person.id())
                .param("client", "=HYPERLINK(\"http://example.org\")")
                .update();
        insert(1500);
        Page file = browser.get("/admin/audit/export?user=" + person.username() + "&event=made.up-event");
        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"audit-");
        assertThat(file.body())
                .startsWith("\ufeff\"time\",\"event\"")
                .contains("\"'=HYPERLINK(\"\"http://example.org\"\")\"");
        assertThat(file.body().lines()).hasSize(1 + 1 + 1500);
        assertThat(browser.open("/admin/audit?event=audit.exported").text()).contains("Audit log exported");
    }

    /** WEB-11. */
    @Requirement("WEB-11")
    @ParameterizedTest
    @ValueSource(strings = {"/admin/audit", "/admin/audit/export"})
    void pagesWhenNoAdministratorThenForbidden(String address) {
        assertThat(signedIn(person).get(address).status()).isEqualTo(403);
    }

    /** Entries of one moment in a leap year's February. */
    private void insert(int count) {
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id, detail)
                        select :at, 'made.up-event', 'success', :user, :user,
                            jsonb_build_object('mark', 'mark-' || n)
                        from generate_series(1, :count) n
                        """)
                .param("at", OffsetDateTime.parse("2020-02-29T12:00:00Z"))
                .param("user", person.id())
                .param("count", count)
                .update();
    }

    private Browser signedIn(Person somebody) {
        Browser mine = people.browser();
        SignIn.password(mine, mine.open("/login"), somebody);
        return mine;
    }
}
