package org.vestibule.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it in the list.
 *
 * @param network roughly from where it was started, null where that is not known
 */
public record OpenSession(
        UUID id,
        Instant startedAt,
        Instant lastUsedAt,
        @Nullable String network,
        BrowserName browser) {}
