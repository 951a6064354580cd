package org.vestibule.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * A person, what this browser's session has proven, and what an LMS asks for.
 *
 * @param twoFactor the administrator's switch
 * @param has which factors the person has
 * @param used which of them this session was given
 */
record MatrixCase(TwoFactor twoFactor, Has has, Used used, Acr acr, Age age, Prompt prompt) {

    static final String SFA = "https://refeds.org/profile/sfa";
    static final String MFA = "https://refeds.org/profile/mfa";
    private static final String PHR = "phr";

    /** Every combination that there can be. A factor that was used may be gone since, as long as there is another. */
    static Stream<MatrixCase> all(TwoFactor twoFactor) {
        return Stream.of(Has.values())
                .flatMap(has -> Stream.of(Used.values())
                        .filter(used -> has != Has.PASSWORD_ONLY || !used.secondFactor())
                        .flatMap(used -> Stream.of(Acr.values())
                                .flatMap(acr -> Stream.of(Age.values())
                                        .flatMap(age -> Stream.of(Prompt.values())
                                                .map(prompt ->
                                                        new MatrixCase(twoFactor, has, used, acr, age, prompt))))));
    }

    /** The request's parameters that differ from one case to another. */
    String[] parameters() {
        return new String[] {
            "acr_values",
            acr.essential ? "" : acr.inOrder,
            "claims",
            acr.essential
                    ? "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"%s\"]}}}"
                            .formatted(acr.inOrder.replace(" ", "\",\""))
                    : "",
            "max_age",
            age.value,
            "prompt",
            prompt.value
        };
    }

    enum TwoFactor {
        ON,
        OFF_STILL_ASKED,
        OFF_FOR_EVERYBODY
    }

    enum Has {
        PASSWORD_ONLY,
        APP,
        TEXT,
        APP_AND_RECOVERY_CODES,
        APP_AND_TEXT
    }

    /** With the {@code amr} of contract section 4 and, for the session's row, the method's id. */
    enum Used {
        NOTHING("", ""),
        PASSWORD("[\"pwd\"]", ""),
        APP("[\"pwd\",\"otp\",\"mfa\"]", "totp"),
        TEXT("[\"pwd\",\"sms\",\"mfa\"]", "sms"),
        RECOVERY_CODE("[\"pwd\",\"mfa\"]", "recovery-code");

        final String amr;
        final String method;

        Used(String amr, String method) {
            this.amr = amr;
            this.method = method;
        }

        boolean secondFactor() {
            return !method.isEmpty();
        }
    }

    /** {@code acr_values}, or an essential {@code acr} by the {@code claims} parameter. */
    enum Acr {
        ABSENT(false, ""),
        ONE_FACTOR(false, SFA),
        TWO_FACTORS(false, MFA),
        PHISHING_RESISTANT(false, PHR),
        RATHER_TWO(false, MFA + ' ' + SFA),
        RATHER_ONE(false, SFA + ' ' + MFA),
        RATHER_PHISHING_RESISTANT(false, PHR + ' ' + MFA),
        ESSENTIAL_ONE_FACTOR(true, SFA),
        ESSENTIAL_TWO_FACTORS(true, MFA),
        ESSENTIAL_EITHER(true, SFA + ' ' + MFA),
        ESSENTIAL_PHISHING_RESISTANT(true, PHR),
        ESSENTIAL_PHISHING_RESISTANT_OR_TWO(true, PHR + ' ' + MFA);

        final boolean essential;
        final String inOrder;

        Acr(boolean essential, String inOrder) {
            this.essential = essential;
            this.inOrder = inOrder;
        }

        List<String> named() {
            return List.of(inOrder.split(" ", -1));
        }
    }

    /** {@code max_age}; every session of the matrix is minutes old. */
    enum Age {
        ABSENT(""),
        LARGE("3600"),
        OLDER_SESSION("1"),
        ZERO("0");

        final String value;

        Age(String value) {
            this.value = value;
        }
    }

    enum Prompt {
        ABSENT(""),
        NONE("none"),
        LOGIN("login"),
        CONSENT("consent"),
        SELECT_ACCOUNT("select_account");

        final String value;

        Prompt(String value) {
            this.value = value;
        }
    }
}
