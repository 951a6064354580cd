package org.vestibule.signin;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/** One step of a sign-in or of a fresh proof, good or bad. */
public record SignInEvent(
        String event,
        boolean success,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        Map<String, Object> detail) implements SecurityEvent {}
