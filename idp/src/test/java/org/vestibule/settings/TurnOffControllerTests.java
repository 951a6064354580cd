package org.vestibule.settings;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.vestibule.TestPrincipals;
import org.vestibule.mail.Mails;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;
import org.vestibule.user.TestUsers;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest(TurnOffController.class)
@Import({SecuritySettingsChange.class, SecuritySettingsPage.class})
@MockitoBean(types = {TextMessages.class, HeldForms.class, Users.class, Mails.class})
class TurnOffControllerTests {

    private static final String PAGE = "/admin/settings/security/turn-off";
    private static final String SAVED = "/admin/settings/security?status=settings-saved";
    private static final IdpUser ADMIN = TestPrincipals.signedIn(TestUsers.admin());

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private SecuritySettingsStore store;

    @MockitoBean
    private EnrolledPeople people;

    @BeforeEach
    void somePeopleUseIt() {
        given(store.current()).willReturn(TestSettings.both());
        given(store.save(any(), any())).willReturn(true);
        given(people.count()).willReturn(7L);
    }

    @Test
    void showWhenPeopleUseItThenSaysHowManyAndKeepAskingIsChosen() {
        assertThat(mvc.get().uri(PAGE).with(TestPrincipals.as(ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("7 users use 2-factor authentication.")
                .contains("value=\"KEEP_ASKING\" checked=\"checked\"", "Keep asking users who have set it up")
                .contains("value=\"ASK_NOBODY\"", "Do not ask anyone")
                .contains("Type &quot;do not ask anyone&quot; to confirm</label>", "name=\"confirmation\"")
                .contains("<button>Turn off</button>");
    }

    /** While it is off nobody must use a second factor, whatever the rule says. */
    @Test
    void showWhenThereIsARuleThenSaysThatItIsSuspended() {
        String suspended = "It is suspended while 2-factor authentication is off.";
        assertThat(mvc.get().uri(PAGE).with(TestPrincipals.as(ADMIN)))
                .bodyText()
                .doesNotContain(suspended);
        given(store.current())
                .willReturn(TestSettings.both()
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)));
        assertThat(mvc.get().uri(PAGE).with(TestPrincipals.as(ADMIN)))
                .bodyText()
                .contains(suspended);
    }

    /** MFA-11: whoever has a factor is asked unless the administrator explicitly chooses otherwise. */
    @Requirement("MFA-11")
    @Test
    void turnOffWhenNothingIsChosenThenPeopleAreStillAsked() {
        assertThat(turnOff("1")).hasRedirectedUrl(SAVED);
        verify(store).save(TestSettings.both().off(true), ADMIN.id());
    }

    @Test
    void turnOffWhenAskNobodyIsNotConfirmedThenRefused() {
        for (String typed : new String[] {"", "yes", "do not ask"}) {
            assertThat(turnOff("1").param("whileOff", "ASK_NOBODY").param("confirmation", typed))
                    .hasStatus(422)
                    .bodyText()
                    .contains("<a href=\"#confirmation\">Type &quot;do not ask anyone&quot; to confirm</a>")
                    .contains("aria-describedby=\"whileOff-ASK_NOBODY-note\" checked=\"checked\"");
        }
        verify(store, never()).save(any(), any());
    }

    /** Contract, section 6: case and outer spaces are ignored. */
    @Test
    void turnOffWhenAskNobodyIsConfirmedThenNobodyIsAsked() {
        assertThat(turnOff("1").param("whileOff", "ASK_NOBODY").param("confirmation", "  Do NOT ask anyone "))
                .hasRedirectedUrl(SAVED);
        verify(store).save(TestSettings.both().off(false), ADMIN.id());
    }

    @Test
    void turnOffWhenSomebodyElseSavedThenAsksAgain() {
        assertThat(turnOff("0"))
                .hasStatus(422)
                .bodyText()
                .contains("These settings were changed meanwhile. Check them and save again")
                .contains("name=\"version\" value=\"1\"");
        verify(store, never()).save(any(), any());
    }

    @Test
    void showWhenOffForEverybodyThenThatIsChosen() {
        given(store.current()).willReturn(TestSettings.offForEverybody());
        assertThat(mvc.get().uri(PAGE).with(TestPrincipals.as(ADMIN)))
                .bodyText()
                .contains(
                        "<h1>2-factor authentication is off</h1>",
                        "aria-describedby=\"whileOff-ASK_NOBODY-note\" checked=\"checked\"");
    }

    private MockMvcRequestBuilder turnOff(String version) {
        return mvc.post().uri(PAGE).with(csrf()).with(TestPrincipals.as(ADMIN)).param("version", version);
    }
}
