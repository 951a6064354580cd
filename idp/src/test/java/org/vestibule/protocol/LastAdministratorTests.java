package org.vestibule.protocol;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.importing.Importer;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Somebody can always administer: no page and no file takes the last administrator away, however many try at once. */
@ProtocolTest
class LastAdministratorTests {

    @Autowired
    People people;

    @Autowired
    Importer importer;

    @Autowired
    JdbcClient jdbc;

    private Person ada;
    private Person bob;
    private Browser adas;
    private Browser bobs;

    @BeforeEach
    void twoAdministratorsAndNoOther() {
        people.twoFactor(true, true);
        ada = people.administrator();
        bob = people.administrator();
        jdbc.sql("""
                        update app_user set enabled = false where id in (select user_id from user_role where role = 'ADMIN')
                          and id not in (?, ?)
                        """).params(ada.id(), bob.id()).update();
        adas = signedIn(ada);
        bobs = signedIn(bob);
    }

    @Test
    void demoteWhenAnotherIsThereThenDoneAndOneselfIsRefused() {
        assertThat(demote(adas, bob).text()).contains("Changes saved");
        Page refused = demote(adas, ada);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This is the last administrator: make somebody else one first");
        assertThat(adas.open("/admin/users").path()).isEqualTo("/admin/users");
    }

    /** Whoever is disabled counts for nothing. */
    @Test
    void demoteWhenTheOtherIsDisabledThenRefused() {
        disable(adas, bob);
        assertThat(demote(adas, ada).text()).contains("This is the last administrator");
    }

    @RepeatedTest(5)
    void demoteWhenEachTheOtherAtOnceThenOneStays() throws Exception {
        assertOneStays(demotion(adas, bob), demotion(bobs, ada));
    }

    @RepeatedTest(5)
    void disableWhenEachTheOtherAtOnceThenOneStays() throws Exception {
        assertOneStays(disabling(adas, bob), disabling(bobs, ada));
    }

    @RepeatedTest(5)
    void demoteWhenOneselfWhileTheOtherDoesThenOneStays() throws Exception {
        assertOneStays(demotion(adas, ada), demotion(bobs, bob));
    }

    /** A node starts with a file while the other one's pages are in use. */
    @RepeatedTest(5)
    void demoteWhenAFileTakesTheOtherAtOnceThenOneStays() throws Exception {
        String file = file(ada, "enabled: false");
        assertOneStays(demotion(adas, bob), () -> {
            try {
                importer.apply("people.yaml", file);
            } catch (StartRefusedException refused) {
                assertThat(refused).hasMessageContaining("last administrator");
            }
            return "";
        });
    }

    @Test
    void importWhenItTakesTheLastThenRefusedWithItsLine() {
        String both = "users:\n" + entry(ada, "roles: []") + entry(bob, "enabled: false");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> importer.apply("people.yaml", both))
                .withMessageContaining("line 3")
                .withMessageContaining("line 5")
                .withMessageContaining("takes the last administrator away; make somebody else one in the same file");
        assertThat(administrators()).isEqualTo(2);
    }

    @Test
    void importWhenItPutsAnotherInTheirPlaceThenApplied() {
        Person carol = people.person();
        importer.apply(
                "people.yaml",
                "users:\n" + entry(ada, "roles: []") + entry(bob, "enabled: false") + entry(carol, "roles: [ADMIN]"));
        assertThat(administrators()).isEqualTo(1);
    }

    private void assertOneStays(Callable<?> one, Callable<?> other) throws Exception {
        Parallel.all(List.of(one, other));
        assertThat(administrators()).isEqualTo(1);
    }

    private Callable<Page> demotion(Browser browser, Person person) {
        String path = "/admin/users/" + person.id() + "/edit";
        Page form = browser.open(path);
        return () -> browser.post(form, path, Map.of());
    }

    private Callable<Page> disabling(Browser browser, Person person) {
        String path = "/admin/users/" + person.id() + "/disable";
        Page form = browser.open(path);
        return () -> browser.post(form, path, Map.of());
    }

    private Page demote(Browser browser, Person person) {
        String path = "/admin/users/" + person.id() + "/edit";
        return browser.submit(browser.open(path), path, Map.of());
    }

    private void disable(Browser browser, Person person) {
        String path = "/admin/users/" + person.id() + "/disable";
        assertThat(browser.submit(browser.open(path), path, Map.of()).text()).contains("Account disabled");
    }

    private static String file(Person person, String value) {
        return "users:\n" + entry(person, value);
    }

    private static String entry(Person person, String value) {
        return "  - username: " + person.username() + "\n    " + value + "\n";
    }

    private int administrators() {
        return jdbc.sql("""
                        select count(*) from user_role r join app_user u on u.id = r.user_id
                        where r.role = 'ADMIN' and u.enabled
                        """).query(Integer.class).single();
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }
}
