package org.vestibule.importing;

import java.time.Duration;
import java.util.List;

import org.vestibule.client.LmsClient;
import org.vestibule.importing.ImportMarks.Mark;

/**
 * What a file does to the clients.
 *
 * @param written new ones, and those of which the file says something else than last time
 * @param newSecrets that take over from others
 * @param marks of all values applied
 */
record ClientChanges(List<LmsClient> written, List<NewSecret> newSecrets, List<Mark> marks) {

    /**
     * A secret that takes over.
     *
     * @param hash of it
     * @param overlap how long the former one stays good
     */
    record NewSecret(LmsClient client, String hash, Duration overlap) {

        @Override
        public String toString() {
            return "NewSecret[" + client.clientId() + "]";
        }
    }
}
