package org.vestibule.importing;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * The import file changed an account, or made one with a role. Ordinary new accounts are only counted, in
 * {@link ImportApplied}.
 *
 * @param keys what was written
 */
record PersonImported(UUID userId, Set<String> keys, boolean created) implements SecurityEvent {

    @Override
    public String event() {
        return created ? "import.person.created" : "import.person.changed";
    }

    @Override
    public @Nullable UUID actorId() {
        return null;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("keys", String.join(" ", keys));
    }
}
