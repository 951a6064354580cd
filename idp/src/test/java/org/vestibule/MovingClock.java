package org.vestibule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MovingClock extends Clock {

    /** Where it starts unless told otherwise: far from any boundary of 30 seconds. */
    public static final Instant START = Instant.parse("2026-11-24T08:00:10Z");

    private volatile Instant now;

    public MovingClock() {
        this(START);
    }

    public MovingClock(Instant now) {
        this.now = now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
