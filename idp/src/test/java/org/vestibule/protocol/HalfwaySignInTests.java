package org.vestibule.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-06: what is left of a sign-in after the password is short-lived, and dies with what it was begun with. */
@Requirement("MFA-06")
@ProtocolTest
class HalfwaySignInTests {

    private static final String NEW_PASSWORD = "purple otters juggle seven lanterns";
    private static final String SECOND = "/login/second-factor";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Person person;
    private Browser halfway;
    private Page codePage;

    @BeforeEach
    void passwordGiven() {
        people.twoFactor(true, true);
        person = people.withApp();
        halfway = people.browser();
        codePage = SignIn.password(halfway, halfway.open("/login"), person);
        assertThat(codePage.path()).isEqualTo(SECOND);
    }

    @Test
    void codeWhenTenMinutesHavePassedThenThePasswordIsAskedAgainHoweverBusyItWas() {
        for (int minute = 1; minute < 10; minute++) {
            people.clock().advance(Duration.ofMinutes(1));
            assertThat(halfway.open(SECOND).path()).isEqualTo(SECOND);
        }
        people.clock().advance(Duration.ofMinutes(1));
        refusesTheRightCode();
    }

    @Test
    void codeWhenCancelledThenThePasswordIsAskedAgain() {
        Browser tab = halfway.copy();
        halfway.submit(codePage, "/logout", Map.of());
        halfway = tab;
        refusesTheRightCode();
    }

    @Test
    void codeWhenFiveWereWrongThenThePasswordIsAskedAgain() {
        String wrong = people.nextCode().equals("000000") ? "000001" : "000000";
        for (int times = 0; times < 5; times++) {
            halfway.submit(codePage, SECOND, Map.of("code", wrong));
        }
        refusesTheRightCode();
    }

    /** MFA-15: to look for another method is no new start. */
    @Requirement("MFA-15")
    @Test
    void codeWhenTheChooserIsOpenedBetweenTriesThenTheyCountTogether() {
        String wrong = people.nextCode().equals("000000") ? "000001" : "000000";
        for (int times = 0; times < 3; times++) {
            halfway.submit(codePage, SECOND, Map.of("code", wrong));
        }
        assertThat(halfway.open("/login/second-factor/methods").path()).startsWith(SECOND);
        for (int times = 0; times < 2; times++) {
            halfway.submit(codePage, SECOND, Map.of("code", wrong));
        }
        refusesTheRightCode();
    }

    /** MFA-15: a method that the person does not have is none to choose, on the page or by hand. */
    @Requirement("MFA-15")
    @Test
    void methodWhenNotEnrolledThenNeitherOfferedNorSent() {
        assertThat(halfway.open("/login/second-factor/methods").text()).doesNotContain("Text message");
        halfway.submit(codePage, SECOND, Map.of("method", "sms", "code", "123456"));
        Map<String, String> form = new HashMap<>(codePage.hidden(SECOND));
        form.put("method", "sms");
        assertThat(halfway.postRaw(SECOND + "/send", form).status()).isLessThan(500);
        assertThat(jdbc.sql("select count(*) from sms_send where user_id = ?")
                        .param(person.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void codeWhenThePasswordWasChangedElsewhereThenThePasswordIsAskedAgain() {
        Browser elsewhere = signedInElsewhere();
        Page changed = elsewhere.submit(
                elsewhere.open("/account/password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", NEW_PASSWORD));
        assertThat(changed.text()).contains("Your password has been changed");
        refusesTheRightCode();
    }

    @Test
    void codeWhenTheFactorWasRemovedElsewhereThenThePasswordIsAskedAgain() {
        Browser elsewhere = signedInElsewhere();
        elsewhere.submit(
                elsewhere.open("/account/two-factor/totp/remove"), "/account/two-factor/totp/remove", Map.of());
        people.enrolApp(person);
        refusesTheRightCode();
    }

    @Test
    void codeWhenTheAccountWasDisabledThenNothingOpens() {
        Person administrator = people.administrator();
        Browser office = people.browser();
        people.enrolApp(administrator);
        SignIn.code(office, SignIn.password(office, office.open("/login"), administrator), people.nextCode());
        String address = "/admin/users/" + person.id() + "/disable";
        assertThat(office.submit(office.open(address), address, Map.of()).text())
                .contains("Account disabled");
        refusesTheRightCode();
    }

    private Browser signedInElsewhere() {
        Browser elsewhere = people.browser();
        SignIn.code(elsewhere, SignIn.password(elsewhere, elsewhere.open("/login"), person), people.nextCode());
        return elsewhere;
    }

    private void refusesTheRightCode() {
        Page late = halfway.submit(codePage, SECOND, Map.of("code", people.nextCode()));
        assertThat(late.path()).isNotEqualTo("/account");
        assertThat(halfway.open("/account").path()).isEqualTo("/login");
    }
}
