package org.vestibule.grant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.Assurance;

/** What is written when an authorization begins; see {@link Grant}. */
record NewGrant(
        UUID id,
        UUID clientId,
        String grantType,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        Set<String> scopes,
        boolean offline,
        Map<String, Object> request,
        List<String> amr,
        Assurance assurance,
        Instant authTime,
        Instant createdAt,
        Instant expiresAt) {}
