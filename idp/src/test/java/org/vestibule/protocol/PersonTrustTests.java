package org.vestibule.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TrustedBrowserRulesStore;
import org.vestibule.user.Role;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-12, WEB-11: administrators and the help desk see what a person trusts, and remove it. */
@Requirement({"MFA-12", "WEB-11"})
@ProtocolTest
class PersonTrustTests {

    @Autowired
    People people;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    JdbcClient jdbc;

    private Trusting trusting;
    private Person person;
    private Browser trusted;
    private String page;

    @BeforeEach
    void somebodyTrustsABrowser() {
        people.twoFactor(true, true);
        trusting = new Trusting(people, rules, jdbc);
        trusting.allow(14);
        person = people.withApp();
        trusted = trusting.signedOut(person);
        page = "/admin/users/" + person.id() + "/trusted-browsers";
    }

    @AfterEach
    void off() {
        trusting.allow(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "HELP_DESK"})
    void removeWhenHelpingThenThatBrowserIsAskedAndTheTrailNamesTheHelper(Role role) {
        Person helper = people.person(Set.of(role));
        Browser browser = signedIn(helper);
        Page user = browser.open("/admin/users/" + person.id());
        assertThat(user.body()).contains("href=\"" + page + "\"");
        trusting.signedOut(person);
        Page list = browser.open(page);
        assertThat(list.text()).contains("Trusted browsers of " + person.username(), "127.0.0.…", "Remove all");
        PageAssertions.assertSound(list.body());
        UUID first = jdbc.sql("select id from trusted_browser where user_id = ? order by created_at limit 1")
                .param(person.id())
                .query(UUID.class)
                .single();

        Page removed = browser.submit(list, page, Map.of("browser", first.toString()));

        assertThat(removed.text())
                .contains("That browser is not trusted any more")
                .doesNotContain("Remove all");
        assertThat(Trusting.afterPassword(trusted, person)).isEqualTo(Trusting.SECOND);
        assertThat(trusting.count(person)).isEqualTo(1);
        assertThat(jdbc.sql("""
                                select actor_id from audit_event where user_id = ? and event = 'trusted-browser.removed'
                                """).param(person.id()).query(UUID.class).list()).containsExactly(helper.id());
    }

    @Test
    void removeWhenAllThenNoneIsLeft() {
        trusting.signedOut(person);
        Browser browser = signedIn(people.administrator());
        Page removed = browser.submit(browser.open(page), page, Map.of("browser", "all"));
        assertThat(removed.text()).contains("No browser is trusted any more", "This person trusts no browser.");
        assertThat(trusting.count(person)).isZero();
    }

    /** WEB-12: what is not this person's does not exist, and nothing that comes without a choice removes anything. */
    @Requirement("WEB-12")
    @Test
    void removeWhenAnothersOrNoneThenNotFound() {
        Person other = people.withApp();
        trusting.signedOut(other);
        Browser browser = signedIn(people.administrator());
        Map<String, String> csrf = csrf(browser);
        for (String id :
                List.of(trusting.id(other).toString(), UUID.randomUUID().toString(), "", "x", "ALL")) {
            Map<String, String> form = new HashMap<>(csrf);
            form.put("browser", id);
            assertThat(browser.postRaw(page, form).status()).as(id).isEqualTo(404);
        }
        assertThat(browser.postRaw(page, csrf).status()).isEqualTo(404);
        assertThat(trusting.count(person)).isEqualTo(1);
        assertThat(trusting.count(other)).isEqualTo(1);
    }

    /** The same rank rules as for every other help: nobody with a role, and auditors nobody. */
    @Test
    void removeWhenWithoutTheRankThenRefused() {
        Browser auditor = signedIn(people.person(Set.of(Role.AUDITOR)));
        assertThat(auditor.open("/admin/users/" + person.id()).body()).doesNotContain(page);
        Map<String, String> form = csrf(auditor);
        form.put("browser", "all");
        assertThat(auditor.get(page).status()).isEqualTo(403);
        assertThat(auditor.postRaw(page, form).status()).isEqualTo(403);
        assertThat(trusting.count(person)).isEqualTo(1);

        Browser helper = signedIn(people.person(Set.of(Role.HELP_DESK)));
        Map<String, String> theirs = csrf(helper);
        theirs.put("browser", "all");
        String staff = "/admin/users/" + people.administrator().id() + "/trusted-browsers";
        assertThat(helper.get(staff).status()).isEqualTo(403);
        assertThat(helper.postRaw(staff, theirs).status()).isEqualTo(403);
    }

    private Browser signedIn(Person staff) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), staff);
        return browser;
    }

    private static Map<String, String> csrf(Browser browser) {
        return new HashMap<>(browser.open("/account").hidden("/logout"));
    }
}
