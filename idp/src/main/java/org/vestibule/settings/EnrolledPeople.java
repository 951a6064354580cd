package org.vestibule.settings;

import java.util.List;

import org.vestibule.session.FactorMethod;

/** How many people use which second factor. Implemented where enrolments are kept. */
public interface EnrolledPeople {

    /** People who have at least one. */
    long count();

    /** People who have this one and no other. */
    long countWithOnly(FactorMethod method);

    /** Enabled accounts that have none. */
    long countWithout();

    /** The groups that have somebody in them, by name. */
    List<Group> groups();

    /**
     * The enabled accounts of a group.
     *
     * @param people how many
     * @param without how many of them have no second factor
     */
    record Group(String name, long people, long without) {}
}
