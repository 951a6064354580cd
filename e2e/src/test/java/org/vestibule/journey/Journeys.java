package org.vestibule.journey;

import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

/** The walks beside the how-to: the same in each browser, each with people of its own. */
abstract class Journeys {

    private final RunningDemo demo = RunningDemo.get();
    private final WayInWalk wayIn = new WayInWalk(demo, this::visitor);
    private final TrustWalk trust = new TrustWalk(demo, this::visitor);
    private final ConfirmWalk confirm = new ConfirmWalk(demo, this::visitor);
    private final MailWalk mail = new MailWalk(demo, this::visitor);
    private final ConsentWalk consent = new ConsentWalk(demo, this::visitor);
    private final StaffWalk staff = new StaffWalk(demo, this::visitor);
    private final AccountsWalk accounts = new AccountsWalk(demo, this::visitor);
    private final MailCodeWalk mailCode = new MailCodeWalk(demo, this::visitor);
    private final LanguageWalk language = new LanguageWalk(demo, this::visitor);

    /** Somebody at this kind of browser. */
    abstract Visitor visitor();

    /** What tells the people of this kind of browser from those of the other: the end of their names. */
    abstract String kind();

    /** The last digits of their phones. */
    abstract String digits();

    private Person person(String journey) {
        return Person.of(journey + '-' + kind());
    }

    @Test
    void codeWhenPhonesClockIsBehindThenExplainedAndRefused_TOTP04() {
        wayIn.wrongClock(person("clock"));
    }

    @Test
    void phoneWhenLostThenRecoveryCodeLeadsInAndAppIsReplaced_MFA14() {
        wayIn.lostPhone(person("lost"));
    }

    @Test
    void recoveryCodesWhenFewThenWarnedAndWhenNoneThenRenewed_MFA14() {
        wayIn.fewRecoveryCodes(person("few"));
    }

    @Test
    void methodsWhenSeveralThenChosenAndPreferred_S03() {
        wayIn.chooser(person("choice"), new Phone("+120255501" + digits(), demo.provider()));
    }

    @Test
    void methodWhenTurnedOffThenMailedCodeLeadsToAnother_MFA11() {
        wayIn.methodTurnedOff(person("off"));
    }

    @Test
    void accountWhenLongUnusedThenMailedCodeComesBeforeSetUp_MFA10() {
        wayIn.longAway(person("away"));
    }

    @Test
    void codeWhenMailedThenAskedAfterThePasswordAndNoSecondFactor_MFA09() {
        mailCode.codeByMail(person("mail"));
    }

    @Test
    void browserWhenTrustedThenPasswordOnlyAndTokenSaysSo_MFA12() {
        trust.trustedBrowser(person("trust"));
    }

    @Test
    void passwordWhenProofIsOldThenConfirmedFirstAndTold_MFA16() {
        confirm.beforeThePasswordChanges(person("confirm"));
    }

    @Test
    void methodWhenProofIsOldThenBothFactorsComeFirst_MFA16() {
        confirm.beforeAMethodIsRemoved(person("remove"));
    }

    @Test
    void settingWhenProofIsOldThenConfirmedAndNothingTypedIsLost_MFA16() {
        confirm.beforeASettingChanges();
    }

    @Test
    void addressWhenChangedThenConfirmedByMailedLink_TOTP13() {
        mail.changedAddress(person("move"));
    }

    @Test
    void addressWhenUnconfirmedThenVerifiedByMailedLink() {
        mail.verifiedAddress(person("verify"));
    }

    @Test
    void methodsWhenChangedThenOwnerIsTold_TOTP14() {
        mail.newsOfMethods(person("news"));
    }

    @Test
    void browserWhenNewThenOwnerIsToldAndSaysItWasSomebodyElse() {
        mail.newBrowser(person("stolen"));
    }

    @Test
    void consentWhenGivenThenKeptUntilWithdrawn_OID14() {
        consent.consent(person("consent"));
    }

    @Test
    void factorsWhenResetThenWrittenDownAndPersonGetsInAgain_MFA17() {
        staff.resetFactors(person("reset"));
    }

    @Test
    void helpDeskWhenPersonHasARoleThenCannotReset_WEB11() {
        staff.helpDesk(person("desk"), person("reset"), person("auditor"));
    }

    @Test
    void accountWhenDisabledThenClosedUntilEnabled() {
        accounts.editAndDisable(person("edited"));
    }

    @Test
    void accountWhenLockedThenAdministratorUnlocksIt_TOTP07() {
        accounts.unlock(person("locked"));
    }

    @Test
    void rosterWhenComparedThenImportedAndNewcomersComeIn() {
        staff.roster("roster-" + kind());
    }

    @Test
    void languageWhenChosenThenPagesSpeakItAndItIsKept() {
        language.fourLanguages(person("tongue"));
    }
}
