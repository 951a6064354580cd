package org.vestibule.grant;

import java.time.Instant;
import java.util.Set;

/**
 * A code or token as its row says, with its grant.
 *
 * @param spent whether it was used up or revoked
 */
record StoredToken(
        TokenKind kind, Set<String> scopes, Instant issuedAt, Instant expiresAt, boolean spent, Grant grant) {}
