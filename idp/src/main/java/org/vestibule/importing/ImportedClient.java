package org.vestibule.importing;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Section;

/**
 * A client of the file.
 *
 * @param at where it stands, for problems found later
 * @param secret in clear; counts at creation only, null for a public client
 * @param overlap how long the former secret stays good beside a new one
 * @param named the values of the keys that are applied later too, as far as the file has them
 */
record ImportedClient(
        Section at, String clientId, @Nullable String secret, Duration overlap, Map<String, Object> named) {

    /** The key that stands beside the metadata. */
    static final String NAME = "name";

    /** The key of a secret that takes over; unlike the first one it counts whenever it is another than before. */
    static final String NEW_SECRET = "newClientSecret";

    /** The record in import_mark. */
    String record() {
        return "client:" + clientId;
    }

    @Override
    public String toString() {
        return "ImportedClient[" + clientId + "]";
    }
}
