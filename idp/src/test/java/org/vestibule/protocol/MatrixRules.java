package org.vestibule.protocol;

import org.vestibule.protocol.MatrixCase.Acr;
import org.vestibule.protocol.MatrixCase.Age;
import org.vestibule.protocol.MatrixCase.Has;
import org.vestibule.protocol.MatrixCase.Prompt;
import org.vestibule.protocol.MatrixCase.TwoFactor;
import org.vestibule.protocol.MatrixCase.Used;

/**
 * What each case must be answered with, written from the contract's sections 4 and 6, OpenID Connect Core sections 3.1.2
 * and 5.5.1.1 and RFC 9470 section 5, and knowing nothing of the provider's code.
 */
final class MatrixRules {

    static final String PASSWORD = "page /login";
    static final String SECOND_FACTOR = "page /login/second-factor";
    static final String SET_UP = "page /account/two-factor/set-up";
    static final String CONSENT = "page /consent";
    private static final String LOGIN_REQUIRED = "error login_required";
    private static final String UNMET = "error unmet_authentication_requirements";

    private MatrixRules() {}

    /** The first answer: a page of ours, an error, or what the tokens for the code say. */
    static String answer(MatrixCase asked, long authTime) {
        if (asked.used() == Used.NOTHING || anew(asked)) {
            return silently(asked, PASSWORD);
        }
        boolean enrolled = asked.has() != Has.PASSWORD_ONLY;
        boolean two = asked.used().secondFactor();
        // contract, section 6: only "do not ask anyone" stops the asking at sign-in
        if (enrolled && !two && asked.twoFactor() != TwoFactor.OFF_FOR_EVERYBODY) {
            return silently(asked, SECOND_FACTOR);
        }
        if (asked.acr().essential && !covered(asked.acr(), two)) {
            if (!asked.acr().named().contains(MatrixCase.MFA)) {
                return UNMET;
            }
            if (enrolled) {
                return silently(asked, SECOND_FACTOR);
            }
            // contract, section 4: set-up where a service is on
            return asked.twoFactor() == TwoFactor.ON && asked.prompt() != Prompt.NONE ? SET_UP : UNMET;
        }
        if (!asked.acr().essential && enrolled && !two && prefersTwo(asked)) {
            return silently(asked, SECOND_FACTOR);
        }
        return asked.prompt() == Prompt.CONSENT ? CONSENT : tokens(asked, authTime);
    }

    /** The case as it stands when the person has given what a page asked for; nothing of it is asked anew then. */
    static MatrixCase after(MatrixCase asked, String page) {
        boolean enrolled = asked.has() != Has.PASSWORD_ONLY;
        Used proven = switch (page) {
            case PASSWORD -> Used.PASSWORD;
            case SECOND_FACTOR -> enrolled ? Used.APP : asked.used();
            default -> asked.used();
        };
        boolean consent = asked.prompt() == Prompt.CONSENT && !page.equals(CONSENT);
        return new MatrixCase(
                asked.twoFactor(),
                asked.has(),
                proven,
                asked.acr(),
                page.equals(PASSWORD) ? Age.ABSENT : asked.age(),
                consent ? Prompt.CONSENT : Prompt.ABSENT);
    }

    /** OID-12, OID-13: both factors again. Every session here is older than a second. */
    private static boolean anew(MatrixCase asked) {
        return asked.prompt() == Prompt.LOGIN
                || asked.prompt() == Prompt.SELECT_ACCOUNT
                || asked.age() == Age.OLDER_SESSION
                || asked.age() == Age.ZERO;
    }

    /** OpenID Connect Core section 3.1.2.6: nothing may be shown. */
    private static String silently(MatrixCase asked, String page) {
        return asked.prompt() == Prompt.NONE ? LOGIN_REQUIRED : page;
    }

    private static boolean covered(Acr acr, boolean two) {
        return acr.named().contains(MatrixCase.SFA) || (two && acr.named().contains(MatrixCase.MFA));
    }

    /**
     * Core section 3.1.2.1: in order of preference, so the first that this person can reach decides. Where no page may be
     * shown, any of them will do.
     */
    private static boolean prefersTwo(MatrixCase asked) {
        int one = asked.acr().named().indexOf(MatrixCase.SFA);
        int two = asked.acr().named().indexOf(MatrixCase.MFA);
        return two >= 0 && (one < 0 || (two < one && asked.prompt() != Prompt.NONE));
    }

    /** OID-10; essential: the highest requested value that the proof covers, else the level reached (contract, section 4). */
    private static String tokens(MatrixCase asked, long authTime) {
        boolean two = asked.used().secondFactor();
        boolean named = asked.acr().essential && !asked.acr().named().contains(MatrixCase.MFA);
        return "amr=%s acr=%s auth_time=%d"
                .formatted(asked.used().amr, two && !named ? MatrixCase.MFA : MatrixCase.SFA, authTime);
    }
}
