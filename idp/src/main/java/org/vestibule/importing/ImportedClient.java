package org.vestibule.importing;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Section;

/**
 * A client of the file.
 *
 * @param at where it stands, for problems found later
 * @param secret in clear; counts at creation only, null for a public client
 * @param named the values of the keys that are applied later too, as far as the file has them
 */
record ImportedClient(Section at, String clientId, @Nullable String secret, Map<String, Object> named) {

    /** The key that stands beside the metadata. */
    static final String NAME = "name";

    /** The record in import_mark. */
    String record() {
        return "client:" + clientId;
    }

    @Override
    public String toString() {
        return "ImportedClient[" + clientId + "]";
    }
}
