package org.vestibule.protocol;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TrustedBrowserRulesStore;

import static org.assertj.core.api.Assertions.assertThat;

/** People who trust browsers, and what is known of that. */
record Trusting(People people, TrustedBrowserRulesStore rules, JdbcClient jdbc) {

    static final String COOKIE = "vestibule_trust";
    static final String SECOND = "/login/second-factor";

    void allow(int days, Map<String, Integer> groups, boolean overnight) {
        rules.save(
                new TrustedBrowserRules(rules.current().version(), days, groups, overnight),
                people.person().id());
    }

    void allow(int days) {
        allow(days, Map.of(), false);
    }

    /** A browser that its person trusted and signed out of. */
    Browser signedOut(Person person) {
        Browser browser = signedIn(person);
        signOut(browser);
        return browser;
    }

    /** A browser that its person has just trusted. */
    Browser signedIn(Person person) {
        Browser browser = people.browser();
        trust(browser, SignIn.password(browser, browser.open("/login"), person));
        return browser;
    }

    /** Trusts a browser that asks for the second factor. */
    void trust(Browser browser, Page second) {
        assertThat(second.text()).contains("Trust this browser");
        assertThat(second.body()).doesNotContain("checked=");
        Page end = browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        assertThat(browser.cookies()).as(end.text()).containsKey(COOKIE);
    }

    static void signOut(Browser browser) {
        browser.submit(browser.open("/account"), "/logout", Map.of());
    }

    static String cookie(Browser browser) {
        return browser.cookies().getOrDefault(COOKIE, "");
    }

    /** Where the password alone leads in this browser. */
    static String afterPassword(Browser browser, Person person) {
        return SignIn.password(browser, browser.open("/login"), person).path();
    }

    int count(Person person) {
        return jdbc.sql("select count(*) from trusted_browser where user_id = ?")
                .param(person.id())
                .query(Integer.class)
                .single();
    }

    UUID id(Person person) {
        return jdbc.sql("select id from trusted_browser where user_id = ?")
                .param(person.id())
                .query(UUID.class)
                .single();
    }

    /** How often the audit trail has an event of a person. */
    int audited(Person person, String event) {
        return jdbc.sql("select count(*) from audit_event where user_id = ? and event = ?")
                .params(person.id(), event)
                .query(Integer.class)
                .single();
    }
}
