package org.vestibule.importing;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.ImportMarks.Mark;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.User;

/**
 * What a file does to the people.
 *
 * @param created those who are not there yet
 * @param changed those of whom the file says something else than last time
 * @param marks of all values applied
 */
record PeopleChanges(List<ImportedPerson> created, List<Change> changed, List<Mark> marks) {

    /** @param after the person with the new values */
    record Change(ImportedPerson person, User after, Set<String> keys) {

        /** The address by which the person may sign in afterwards. */
        @Nullable
        CanonicalName verifiedAddress() {
            return ImportedPerson.verifiedAddress(after.email(), after.emailVerified());
        }
    }
}
