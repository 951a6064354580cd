package org.vestibule.mail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How mail is doing, for administrators (AVL-06).
 *
 * @param waiting messages that have not left yet
 * @param waitingSince when the oldest of them was written; null where none waits
 * @param lostLately messages of the last day that were given up
 * @param lastSent when a message left for the last time; null where none has, or long ago
 * @param failure the kind of the latest failure among them; null where there was none
 */
public record MailState(
        int waiting,
        @Nullable Instant waitingSince,
        int lostLately,
        @Nullable Instant lastSent,
        @Nullable String failure) {}
