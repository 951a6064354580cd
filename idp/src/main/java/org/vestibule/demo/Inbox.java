package org.vestibule.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Messages that would have left the demo, newest first; the oldest go when there are too many. */
final class Inbox {

    private static final int CAPACITY = 5_000;

    private final Deque<Entry> messages = new ArrayDeque<>();

    /**
     * A message.
     *
     * @param subject null for text messages
     */
    record Entry(String to, @Nullable String subject, String body, Instant sentAt) {}

    synchronized void add(Entry message) {
        messages.addFirst(message);
        if (messages.size() > CAPACITY) {
            messages.removeLast();
        }
    }

    synchronized List<Entry> newestFirst() {
        return List.copyOf(messages);
    }
}
