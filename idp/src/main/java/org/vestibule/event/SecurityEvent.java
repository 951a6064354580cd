package org.vestibule.event;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something the audit trail writes down. Published with Spring's event publisher inside the transaction of the change;
 * listeners run in that transaction too. Never carries a secret, a code, a token or a full phone number (WEB-16).
 */
public interface SecurityEvent {

    /** The stable name, lower case with dots: {@code signin.password.accepted}. */
    String event();

    /** Whether what was tried happened. */
    default boolean success() {
        return true;
    }

    /** Whose account it is about; null where nobody is known. */
    default @Nullable UUID userId() {
        return null;
    }

    /** Who did it where that is another person than {@link #userId()}, an administrator for example. */
    default @Nullable UUID actorId() {
        return userId();
    }

    /** The client id of the LMS in question. */
    default @Nullable String clientId() {
        return null;
    }

    /** The session in which it happened. */
    default @Nullable UUID sessionId() {
        return null;
    }

    /** Further plain values: method, reason, old and new. Keys in camel case, values strings, numbers or booleans. */
    default Map<String, Object> detail() {
        return Map.of();
    }
}
