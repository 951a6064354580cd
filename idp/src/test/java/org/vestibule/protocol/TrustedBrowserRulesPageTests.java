package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.settings.TrustedBrowserRulesStore;

import static org.assertj.core.api.Assertions.assertThat;

/** System settings: for how long people may trust a browser. */
@ProtocolTest
class TrustedBrowserRulesPageTests {

    @Autowired
    People people;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void on() {
        people.twoFactor(true, true);
    }

    @AfterEach
    void off() {
        new Trusting(people, rules, jdbc).allow(0);
    }

    @Test
    void saveWhenAdministratorTypesThenCheckedAndKept() {
        Person administrator = people.administrator();
        people.enrolApp(administrator);
        Browser browser = people.browser();
        SignIn.code(browser, SignIn.password(browser, browser.open("/login"), administrator), people.nextCode());
        String page = "/admin/settings/trusted-browsers";
        Page refused = browser.submit(browser.open(page), page, Map.of("days", "31", "groups", "nonsense"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Enter a number of days from 0 to 30", "Enter one group a line");
        Page stale = browser.open(page);
        Page saved = browser.submit(
                browser.open(page), page, Map.of("days", "7", "groups", "teachers = 1", "endsOvernight", "true"));
        assertThat(saved.text()).contains("Settings saved");
        assertThat(saved.body()).contains("value=\"7\"", "teachers=1");
        assertThat(rules.current().groupDays()).isEqualTo(Map.of("teachers", 1));
        assertThat(browser.submit(stale, page, Map.of("days", "9")).status()).isEqualTo(422);
        assertThat(rules.current().days()).isEqualTo(7);
    }
}
