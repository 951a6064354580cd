package org.vestibule.recovery.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.vestibule.TestPeople;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.CookieCsrfTokens;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@WebMvcTest({RecoveryCodesController.class, CodesSavedController.class})
@Import({RecoveryPages.class, NewCodesPage.class})
@MockitoBean(types = CookieCsrfTokens.class)
class RecoveryCodesControllerTests {

    private static final String PATH = "/account/two-factor/recovery-codes";
    private static final Instant MADE = Instant.parse("2026-11-24T08:00:10Z");
    private static final FreshCodes FRESH = new FreshCodes(MADE, List.of("ABCD-EFGH-IJKL-MNOP", "QRST-UVWX-YZ23-4567"));
    private static final String SHOWN = "id-of-shown";

    private final IdpUser alice = user(FactorMethod.TOTP);

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private RecoveryCodeMaker maker;

    @MockitoBean
    private RecoveryCodeSets sets;

    @MockitoBean
    private RecoveryStates states;

    @MockitoBean
    private ShownCodes shown;

    private static IdpUser user(FactorMethod... enrolled) {
        return new IdpUser(
                TestUsers.alice(),
                TestPeople.session(TestUsers.alice().id(), FactorMethod.TOTP, MADE),
                Set.of(enrolled));
    }

    @BeforeEach
    void codesWereMadeBefore() {
        given(maker.makeWhereNone(any(), any())).willReturn(Optional.empty());
        given(maker.makeAnew(any(), any(), any())).willReturn(Optional.empty());
        given(states.of(any())).willReturn(new RecoveryState(MADE, 9, false));
        given(shown.keep(any(), any())).willReturn(SHOWN);
        given(shown.find(any(), any())).willReturn(Optional.empty());
        given(shown.find(alice.session().id(), SHOWN)).willReturn(Optional.of(FRESH));
    }

    private MvcTestResult get(String path, IdpUser user) {
        return mvc.get()
                .uri(path)
                .with(authentication(new SessionAuthentication(user)))
                .exchange();
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post()
                .uri(path)
                .with(authentication(new SessionAuthentication(alice)))
                .with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    /** WEB-01: "Every state change is non-GET"; the button makes them. */
    @Requirement("WEB-01")
    @Test
    void getWhenNoneWereMadeThenMakesNoneAndOffersTheButton() {
        given(states.of(any())).willReturn(new RecoveryState(null, 0, false));
        assertThat(get(PATH, alice))
                .hasStatusOk()
                .bodyText()
                .contains("You have no recovery codes yet", ">Create new codes</button>")
                .doesNotContain("<li>", "You have not confirmed", "stop working");
        verify(maker, never()).makeWhereNone(any(), any());
        verify(maker, never()).makeAnew(any(), any(), any());
    }

    /** MFA-13: "Shown once with download/print". */
    @Requirement("MFA-13")
    @Test
    void postWhenNoneWereMadeThenMakesAndShowsThem() throws Exception {
        given(maker.makeAnew(alice.id(), alice.session().id(), "")).willReturn(Optional.of(FRESH));
        MvcTestResult page = post(PATH, "made", "");
        String html = page.getResponse().getContentAsString();
        assertThat(page).hasStatusOk().headers().hasValue("Cache-Control", "no-store");
        assertThat(html)
                .contains("<title>Save your recovery codes – Vestibule</title>")
                .contains("Use one if you lose your phone. Each works once.")
                .contains("<li>ABCD-EFGH-IJKL-MNOP</li>", "<li>QRST-UVWX-YZ23-4567</li>")
                .contains("Vestibule: recovery codes of alice, November 24, 2026")
                .contains("I have saved my recovery codes", ">Done</button>")
                .contains("value=\"" + SHOWN + "\"");
        String data = html.replaceFirst("(?s).*href=\"data:text/plain;charset=utf-8,([^\"]*)\".*", "$1");
        assertThat(URLDecoder.decode(data, StandardCharsets.UTF_8))
                .contains(" 1. ABCD-EFGH-IJKL-MNOP\r\n", " 2. QRST-UVWX-YZ23-4567\r\n", "recovery codes of alice");
    }

    /** "a reload leads to Create new codes". */
    @Test
    void getWhenTheyWereShownThenLeadsToNewOnes() {
        assertThat(get(PATH, alice))
                .hasStatusOk()
                .bodyText()
                .contains("9 of 10 left")
                .contains("You have not confirmed")
                .contains(">Create new codes</button>")
                .contains("name=\"made\" value=\"2026-11-24T08:00:10Z\"")
                .doesNotContain("<li>ABCD");
    }

    @Test
    void getWhenThreeAreLeftAndConfirmedThenWarnsOfFew() {
        given(states.of(any())).willReturn(new RecoveryState(MADE, 3, true));
        assertThat(get(PATH, alice)).bodyText().contains("Few codes are left").doesNotContain("You have not confirmed");
    }

    @Test
    void getWhenNoFactorThenGoesBackWithASentence() {
        assertThat(get(PATH, user())).hasStatus3xxRedirection().hasRedirectedUrl("/account?status=no-second-factor");
    }

    @Test
    void postWhenAskedForNewOnesThenShowsThem() {
        given(maker.makeAnew(alice.id(), alice.session().id(), MADE.toString())).willReturn(Optional.of(FRESH));
        assertThat(post(PATH, "made", MADE.toString()))
                .hasStatusOk()
                .bodyText()
                .contains("<li>ABCD-EFGH-IJKL-MNOP</li>");
    }

    @Test
    void postWhenOthersWereMadeMeanwhileThenShowsNone() {
        assertThat(post(PATH, "made", "2020-01-01T00:00:00Z"))
                .hasStatusOk()
                .bodyText()
                .contains(">Create new codes</button>");
    }

    @Test
    void savedWhenTickedThenConfirmsAndForgets() {
        given(sets.confirm(alice.id(), MADE.toString())).willReturn(true);
        assertThat(post(PATH + "/saved", "shown", SHOWN, "made", MADE.toString(), "saved", "true"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/account/two-factor?status=recovery-codes-saved");
        verify(shown).forget(alice.session().id(), SHOWN);
    }

    /** The codes are still there, so that they can be saved now. */
    @Test
    void savedWhenNotTickedThenComesBackWithTheCodes() {
        assertThat(post(PATH + "/saved", "shown", SHOWN, "made", MADE.toString(), "_saved", "on"))
                .hasStatus(422)
                .bodyText()
                .contains("<a href=\"#saved\">Confirm that you have saved your recovery codes</a>")
                .contains("<li>ABCD-EFGH-IJKL-MNOP</li>");
        verify(sets, never()).confirm(any(), any());
    }

    @Test
    void savedWhenNotTickedTooLateThenLeadsToNewOnes() {
        assertThat(post(PATH + "/saved", "shown", "too-old", "made", MADE.toString(), "_saved", "on"))
                .hasRedirectedUrl(PATH);
        assertThat(post(PATH + "/saved")).hasRedirectedUrl(PATH);
    }

    @Test
    void savedWhenReplacedMeanwhileThenLeadsToNewOnes() {
        given(sets.confirm(any(), eq(MADE.toString()))).willReturn(false);
        assertThat(post(PATH + "/saved", "shown", SHOWN, "made", MADE.toString(), "saved", "true"))
                .hasRedirectedUrl(PATH);
    }

    /** Where a fresh proof was asked meanwhile, the held form comes back by GET. */
    @Test
    void getSavedWhenComingBackThenShowsTheFormAgain() {
        assertThat(get(PATH + "/saved?held=x&shown=" + SHOWN + "&saved=true", alice))
                .hasStatusOk()
                .bodyText()
                .contains("<li>ABCD-EFGH-IJKL-MNOP</li>");
        verify(sets, never()).confirm(any(), any());
        assertThat(get(PATH + "/saved", alice)).hasRedirectedUrl(PATH);
    }

    @Test
    void postWhenCsrfTokenMissingThenForbidden() {
        assertThat(mvc.post().uri(PATH).with(authentication(new SessionAuthentication(alice))))
                .hasStatus(403);
        verify(maker, never()).makeAnew(any(), any(), any());
    }
}
