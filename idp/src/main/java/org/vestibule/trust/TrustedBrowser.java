package org.vestibule.trust;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.BrowserName;

/**
 * A trusted browser as its owner sees it in the list.
 *
 * @param network roughly from where it was trusted, null where that is not known
 */
public record TrustedBrowser(
        UUID id,
        Instant since,
        Instant lastUsed,
        Instant until,
        @Nullable String network,
        BrowserName browser) {}
