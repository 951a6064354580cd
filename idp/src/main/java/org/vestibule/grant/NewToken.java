package org.vestibule.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is written when a code or token is issued; see {@link StoredToken}.
 *
 * @param value of which only the hash is kept
 */
record NewToken(
        UUID grantId,
        TokenKind kind,
        String value,
        Set<String> scopes,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Map<String, Object> claims,
        @Nullable String jkt) {

    NewToken(UUID grantId, TokenKind kind, String value, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
        this(grantId, kind, value, scopes, issuedAt, expiresAt, null, null);
    }

    /** With what an opaque access token says; null for all others. */
    NewToken saying(@Nullable Map<String, Object> said) {
        return new NewToken(grantId, kind, value, scopes, issuedAt, expiresAt, said, jkt);
    }

    /** Of use only to who has the key with this thumbprint; null: to everybody. */
    NewToken boundTo(@Nullable String thumbprint) {
        return new NewToken(grantId, kind, value, scopes, issuedAt, expiresAt, claims, thumbprint);
    }

    @Override
    public String toString() {
        return "NewToken[" + kind + " of " + grantId + ']';
    }
}
