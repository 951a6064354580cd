package org.vestibule.account;

import org.junit.jupiter.api.Test;
import org.vestibule.TestPrincipals;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TestSettings;
import org.vestibule.signin.AdministratorProperties;
import org.vestibule.signin.SignInPolicy;
import org.vestibule.user.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Contract, section 6: the link's target and the rules for administrators. */
class OffersTests {

    private static final AdministratorProperties STRICT = new AdministratorProperties(true, false);
    private static final AdministratorProperties LENIENT = new AdministratorProperties(false, true);
    private static final AdministratorProperties DEMO = new AdministratorProperties(false, false);

    private static final IdpUser ALICE = TestPrincipals.signedIn(TestUsers.alice());
    private static final IdpUser ADMIN = TestPrincipals.signedIn(TestUsers.admin());

    @Test
    void toWhenPersonThenWhatTheSettingsOffer() {
        assertThat(offers(SecuritySettings.initial(), STRICT).to(ALICE)).isEmpty();
        assertThat(offers(TestSettings.app(), STRICT).to(ALICE)).containsExactly(FactorMethod.TOTP);
        assertThat(offers(TestSettings.textMessages(), STRICT).to(ALICE)).containsExactly(FactorMethod.SMS);
        assertThat(offers(TestSettings.both(), STRICT).to(ALICE)).containsExactly(FactorMethod.TOTP, FactorMethod.SMS);
        assertThat(offers(TestSettings.offForEverybody(), STRICT).to(ALICE)).isEmpty();
    }

    @Test
    void toWhenAdministratorMustHaveTwoFactorsThenTheAppWhateverTheSwitchSays() {
        assertThat(offers(SecuritySettings.initial(), STRICT).to(ADMIN)).containsExactly(FactorMethod.TOTP);
        assertThat(offers(TestSettings.both(), STRICT).to(ADMIN)).containsExactly(FactorMethod.TOTP);
    }

    @Test
    void toWhenAdministratorOfTheDemoThenOnlyWhatTheSettingsOfferAndTheAppOnly() {
        assertThat(offers(SecuritySettings.initial(), DEMO).to(ADMIN)).isEmpty();
        assertThat(offers(TestSettings.both(), DEMO).to(ADMIN)).containsExactly(FactorMethod.TOTP);
        assertThat(offers(TestSettings.both(), DEMO).appOnly(ADMIN)).isTrue();
        assertThat(offers(TestSettings.app(), DEMO).appOnly(ADMIN)).isFalse();
        assertThat(offers(TestSettings.both(), LENIENT).to(ADMIN)).containsExactly(FactorMethod.TOTP, FactorMethod.SMS);
    }

    /** TOTP-15: refused while enforcement covers the person. */
    @Requirement("TOTP-15")
    @Test
    void removableWhenAdministratorMustHaveTwoFactorsThenNotTheOnlyAppLeft() {
        IdpUser app = TestPrincipals.signedIn(TestUsers.admin(), FactorMethod.TOTP);
        IdpUser both = TestPrincipals.signedIn(TestUsers.admin(), FactorMethod.TOTP, FactorMethod.SMS);
        assertThat(offers(TestSettings.both(), STRICT).removable(app, FactorMethod.TOTP))
                .isFalse();
        assertThat(offers(TestSettings.both(), STRICT).removable(both, FactorMethod.TOTP))
                .isFalse();
        assertThat(offers(TestSettings.both(), STRICT).removable(both, FactorMethod.SMS))
                .isTrue();
        assertThat(offers(TestSettings.both(), DEMO).removable(app, FactorMethod.TOTP))
                .isTrue();
    }

    @Test
    void removableWhenPersonThenAlways() {
        IdpUser app = TestPrincipals.signedIn(TestUsers.alice(), FactorMethod.TOTP);
        assertThat(offers(TestSettings.both(), STRICT).removable(app, FactorMethod.TOTP))
                .isTrue();
    }

    private static Offers offers(SecuritySettings settings, AdministratorProperties administrators) {
        SecuritySettingsStore store = mock(SecuritySettingsStore.class);
        given(store.current()).willReturn(settings);
        return new Offers(store, administrators, mock(SignInPolicy.class));
    }
}
