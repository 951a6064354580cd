package org.vestibule.settings;

import org.vestibule.session.FactorMethod;

/** How many people use which second factor. Implemented where enrolments are kept. */
public interface EnrolledPeople {

    /** People who have at least one. */
    long count();

    /** People who have this one and no other. */
    long countWithOnly(FactorMethod method);
}
