package org.vestibule.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A code or token as its row says, with its grant.
 *
 * @param spent whether it was used up or revoked
 * @param consumedAt when it was used up; null when it was not, or was revoked
 * @param claims what an opaque access token says, null for all others
 * @param jkt the thumbprint of the key that a code or refresh token is bound to, null: to none
 */
record StoredToken(
        TokenKind kind,
        Set<String> scopes,
        Instant issuedAt,
        Instant expiresAt,
        boolean spent,
        @Nullable Instant consumedAt,
        @Nullable Map<String, Object> claims,
        @Nullable String jkt,
        Grant grant) {}
