package org.vestibule.protocol;

/**
 * The ways in and the ways back in, and what tokens must tell of each (contract, section 4). The table in docs/factors.md is
 * made of these.
 *
 * @see WaysBackTests
 */
enum WayIn {
    PASSWORD("Password; the person has no second factor", Proof.PASSWORD),
    PASSWORD_WHERE_OFF("Password; 2-factor authentication is off for everybody", Proof.PASSWORD),
    APP("Password and authenticator app", Proof.APP),
    APP_WHERE_OFF("The same where 2-factor authentication is off, for people who have it", Proof.APP),
    TEXT("Password and text message", Proof.TEXT),
    MAILED_CODE("Password and code by mail: a mail box is no second factor", Proof.PASSWORD),
    RECOVERY_CODE("Password and recovery code", Proof.RECOVERY_CODE),
    TRUSTED_BROWSER("Password in a browser that the person trusts", Proof.PASSWORD),
    STEP_UP("Password; later an application asked for more, and the app's code was given", Proof.APP),
    SECOND_APPLICATION("Nothing: signed in at another application with password and app before", Proof.APP),
    SECOND_APPLICATION_AFTER_PASSWORD(
            "Nothing: signed in at another application with the password before", Proof.PASSWORD),
    ANEW("Signed in before; an application asked for everything anew (`prompt=login`)", Proof.APP),
    SET_UP_OF_OWN_WILL("Password; an app was set up in this session, because the person wanted to", Proof.APP),
    SET_UP_BY_RULE("Password; an app was set up, because the person must use one", Proof.APP),
    SET_UP_AFTER_MAILED_CODE("The same in an account that was long unused, after a mailed code", Proof.APP),
    SET_UP_FOR_APPLICATION("Password; an app was set up, because the application takes nothing less", Proof.APP),
    WITHIN_GRACE("Password within the grace period of the rule", Proof.PASSWORD),
    SET_UP_CODE("Factors reset by an administrator: password, set-up code, and an app set up", Proof.APP),
    NEW_PASSWORD("Password chosen anew by a mailed link, then password and app", Proof.APP),
    NEW_PASSWORD_ONLY("The same without a second factor", Proof.PASSWORD),
    ACTIVATION("Account activated by a mailed link, then password", Proof.PASSWORD),
    APP_REPLACED("Password and app; the app was replaced in this session", Proof.APP),
    APP_REMOVED("Password and app; the only app was removed in this session", Proof.PASSWORD),
    OTHER_APP("Password and app; that app was removed, and the code of another one given", Proof.APP);

    private static final String SFA = "https://refeds.org/profile/sfa";
    private static final String MFA = "https://refeds.org/profile/mfa";

    private final String title;
    private final Proof proof;

    WayIn(String title, Proof proof) {
        this.title = title;
        this.proof = proof;
    }

    /** The rows of the contract's table that are met here. */
    private enum Proof {
        PASSWORD("pwd", SFA),
        APP("pwd otp mfa", MFA),
        TEXT("pwd sms mfa", MFA),
        RECOVERY_CODE("pwd mfa", MFA);

        private final String amr;
        private final String acr;

        Proof(String amr, String acr) {
            this.amr = amr;
            this.acr = acr;
        }
    }

    /** Whether a second factor counts besides the password. */
    boolean second() {
        return proof != Proof.PASSWORD;
    }

    /** What the three claims must be. */
    String claims(long authTime) {
        return "amr=[\"%s\"] acr=%s auth_time=%d".formatted(proof.amr.replace(" ", "\",\""), proof.acr, authTime);
    }

    /** The row of docs/factors.md. */
    String row() {
        return "| %s | `%s` | `%s` |".formatted(title, proof.amr, proof.acr);
    }
}
