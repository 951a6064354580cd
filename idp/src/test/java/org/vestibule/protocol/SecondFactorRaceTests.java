package org.vestibule.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class SecondFactorRaceTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    /** TOTP-05, TOTP-06: acceptance is one conditional write. */
    @Requirement({"TOTP-05", "TOTP-06"})
    @Test
    void submitWhenTwentyTimesTheSameRightCodeInParallelThenOneSucceeds() throws Exception {
        Person person = people.withApp();
        List<Callable<Page>> submissions = new ArrayList<>();
        // sessions of their own, so that only the code itself is contested
        List<Browser> browsers = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Browser browser = people.browser();
            browsers.add(browser);
            pages.add(SignIn.password(browser, browser.open("/login"), person));
        }
        String code = people.nextCode();
        for (int i = 0; i < 20; i++) {
            Browser browser = browsers.get(i);
            Page page = pages.get(i);
            submissions.add(() -> browser.post(page, "/login/second-factor", Map.of("code", code)));
        }

        List<Page> answers = Parallel.all(submissions);

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 500).isEmpty();
        assertThat(count("select count(*) from login_session where user_id = ? and complete", person))
                .isEqualTo(1);
    }

    /** TOTP-07, TOTP-08: five a challenge, ten in a row over all sessions; the counter comes before the comparison. */
    @Requirement({"TOTP-07", "TOTP-08"})
    @Test
    void submitWhenTwoHundredWrongCodesInParallelThenNoneIsLookedAtBeyondTheLimit() throws Exception {
        Person person = people.withApp();
        List<Callable<Page>> guesses = new ArrayList<>();
        String wrong = Totp.wrong(People.TOTP_KEY, people.clock().instant());
        for (int session = 0; session < 8; session++) {
            Browser browser = people.browser();
            Page page = SignIn.password(browser, browser.open("/login"), person);
            for (int i = 0; i < 25; i++) {
                guesses.add(() -> browser.copy().post(page, "/login/second-factor", Map.of("code", wrong)));
            }
        }

        List<Page> answers = Parallel.all(guesses);

        assertThat(answers)
                .noneMatch(answer ->
                        answer.status() / 100 == 3 && answer.location().equals("/account"));
        assertThat(answers).filteredOn(answer -> answer.status() == 500).isEmpty();
        long looked = count(
                "select count(*) from audit_event where user_id = ? and event = 'signin.factor.rejected'", person);
        assertThat(looked).isLessThanOrEqualTo(10).isGreaterThanOrEqualTo(5);
        Browser later = people.browser();
        Page page = SignIn.password(later, later.open("/login"), person);
        Page right = later.post(page, "/login/second-factor", Map.of("code", people.nextCode()));
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.header("Retry-After")).isNotEmpty();
        assertThat(right.text()).contains("Too many incorrect codes. Try again in");
    }

    private long count(String sql, Person person) {
        return jdbc.sql(sql).param(person.id()).query(Long.class).single();
    }
}
