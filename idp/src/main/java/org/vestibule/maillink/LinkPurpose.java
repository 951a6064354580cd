package org.vestibule.maillink;

import java.time.Duration;

/** What a mailed link is for, and how long it works. */
enum LinkPurpose {
    PASSWORD_RESET("password-reset", "/password/reset", Duration.ofMinutes(30)),
    ACTIVATION("activation", "/activate", Duration.ofDays(7)),
    EMAIL("email", "/email/confirm", Duration.ofHours(24));

    private final String id;
    private final String path;
    private final Duration life;

    LinkPurpose(String id, String path, Duration life) {
        this.id = id;
        this.path = path;
        this.life = life;
    }

    /** The name in the database, the audit trail and message keys. */
    String id() {
        return id;
    }

    String path() {
        return path;
    }

    Duration life() {
        return life;
    }
}
