package org.vestibule.applications;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** How long a replaced secret stays good beside the new one. */
enum Overlap {
    NONE(Duration.ZERO),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30)),
    /** Until somebody removes it. */
    OPEN(null);

    private final @Nullable Duration duration;

    Overlap(@Nullable Duration duration) {
        this.duration = duration;
    }

    @Nullable
    Duration duration() {
        return duration;
    }

    static Optional<Overlap> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
