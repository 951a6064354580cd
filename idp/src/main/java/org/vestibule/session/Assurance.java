package org.vestibule.session;

import java.util.ArrayList;
import java.util.List;

/** The ladder of proofs, lowest first (contract, section 4). */
public enum Assurance {
    /** One factor. */
    SFA,
    /** Two factors. */
    MFA;

    /** The level that a session has reached. */
    public static Assurance of(SignInSession session) {
        return session.hasSecondFactor() ? MFA : SFA;
    }

    /** The {@code amr} values of a session, in the order of the contract (OID-10, RFC 8176). */
    public static List<String> amr(SignInSession session) {
        List<String> amr = new ArrayList<>(List.of("pwd"));
        if (session.factorMethod() != null) {
            if (session.factorMethod().amr() != null) {
                amr.add(session.factorMethod().amr());
            }
            amr.add("mfa");
        }
        return List.copyOf(amr);
    }

    public boolean covers(Assurance wanted) {
        return compareTo(wanted) >= 0;
    }
}
