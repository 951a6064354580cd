package org.vestibule.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;

/** Who decides about the language of a page (ux.md section 10). */
@ProtocolTest
class LanguageTests {

    private static final String GERMAN = "<html lang=\"de\" dir=\"ltr\">";
    private static final String ENGLISH = "<html lang=\"en\" dir=\"ltr\">";

    @Autowired
    People people;

    @Autowired
    Users users;

    private Browser browser(String acceptLanguage) {
        return people.browser().speaking(acceptLanguage);
    }

    private static Page choose(Browser browser, Page page, String language) {
        String form = page.path().equals("/login") ? "/login/language" : "/language";
        return browser.submit(page, form, Map.of("language", language));
    }

    @Test
    void pageWhenNothingIsKnownThenWhatTheBrowserAsksForElseEnglish() {
        assertThat(browser("fr, de-AT;q=0.8, en;q=0.5").open("/login").body()).contains(GERMAN, "Anmelden");
        assertThat(browser("fr").open("/login").body()).contains(ENGLISH);
        assertThat(people.browser().open("/login").body()).contains(ENGLISH);
    }

    @Test
    void signInWhenAnLmsNamesLanguagesThenTheFirstOfOursUntilTheVisitorChooses() {
        people.twoFactor(true, true);
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Browser browser = browser("en");
        Page login = browser.open(lms.authorize("ui_locales", "fr de-CH en"));
        assertThat(login.body()).contains(GERMAN);
        assertThat(SignIn.password(browser, login, person).body()).contains(GERMAN);

        people.clock().advance(Duration.ofSeconds(2));
        Page chosen = choose(browser, login, "en");
        assertThat(chosen.body()).contains(ENGLISH, "to continue to Moodle");
        Page second = SignIn.password(browser, chosen, person);
        assertThat(second.body()).contains(ENGLISH);
        assertThat(SignIn.code(browser, second, people.nextCode()).parameter("code"))
                .isNotEmpty();
    }

    @Test
    void choiceWhenMadeSignedOutThenWinsOverTheBrowserAndComesBackToThePage() {
        Browser browser = browser("en");
        Page forgotten = choose(browser, browser.open("/password/forgot"), "de");
        assertThat(forgotten.path()).isEqualTo("/password/forgot");
        assertThat(forgotten.body())
                .contains(GERMAN, "<option value=\"de\" lang=\"de\" selected=\"selected\">Deutsch<");
        assertThat(browser.open("/login").body()).contains(GERMAN);
    }

    @Test
    void choiceWhenMadeSignedInThenTheSettingOfThePersonEverywhere() {
        people.twoFactor(true, true);
        Person person = people.person();
        Browser browser = browser("en");
        Page account = SignIn.password(browser, browser.open("/account"), person);
        assertThat(choose(browser, account, "de").body()).contains(GERMAN, "Profil");
        assertThat(users.byId(person.id()).orElseThrow().locale()).isEqualTo("de");

        Browser other = browser("en");
        Page login = other.open("/account");
        assertThat(login.body()).contains(ENGLISH);
        assertThat(SignIn.password(other, login, person).body()).contains(GERMAN);
    }

    /** ux.md section 10: the page turns round, codes and names do not. */
    @Test
    void pageWhenArabicThenFromRightToLeftAndTheCodeFromLeftToRight() {
        people.twoFactor(true, true);
        Person person = people.withApp();
        Browser browser = browser("ar-EG");
        Page login = browser.open("/account");
        assertThat(login.body()).contains("<html lang=\"ar\" dir=\"rtl\">", "تسجيل الدخول");
        Page second = SignIn.password(browser, login, person);
        assertThat(second.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(second.body().replaceFirst("(?s).*(<input[^>]*id=\"code\"[^>]*>).*", "$1"))
                .contains("dir=\"ltr\"");
        assertThat(SignIn.code(browser, second, people.nextCode()).body()).contains("الملف الشخصي");
    }

    @Test
    void pageWhenGreekThenGreek() {
        assertThat(browser("el").open("/login").body()).contains("<html lang=\"el\" dir=\"ltr\">", "Σύνδεση");
    }

    /** Nowhere but to a page of ours. */
    @Test
    void choiceWhenTheWayBackIsForeignThenTheFirstPage() {
        Browser browser = people.browser();
        for (String back :
                new String[] {"//evil.example", "https://evil.example/", "/\\evil.example", "/a\r\nb", "x"}) {
            Map<String, String> fields =
                    new HashMap<>(browser.open("/password/forgot").hidden("/language"));
            fields.put("back", back);
            fields.put("language", "de");
            Page answer = browser.postRaw("/language", fields);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.location()).isEqualTo("/");
        }
    }

    @Test
    void choiceWhenUnknownOrWithoutTokenThenNothingChanges() {
        Browser browser = people.browser();
        Page forgotten = browser.open("/password/forgot");
        assertThat(browser.post(forgotten, "/language", Map.of("language", "tlh"))
                        .status())
                .isEqualTo(422);
        assertThat(browser.postRaw("/language", Map.of("language", "de")).status())
                .isEqualTo(403);
        assertThat(browser.open("/login").body()).contains(ENGLISH);
    }

    @Test
    void errorPageWhenALanguageWasChosenThenInIt() {
        Browser browser = browser("de");
        assertThat(browser.open("/oauth2/authorize?client_id=nobody").body())
                .contains(GERMAN)
                .doesNotContain("<footer");
    }
}
