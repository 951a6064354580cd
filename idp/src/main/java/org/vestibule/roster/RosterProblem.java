package org.vestibule.roster;

/**
 * Why a line is not imported.
 *
 * @param reason the end of the key of the message that says what to do: {@code roster.problem.<reason>}
 * @param argument for that message; empty: it has none
 */
record RosterProblem(String reason, String argument) {

    RosterProblem(String reason) {
        this(reason, "");
    }
}
