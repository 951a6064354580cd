package org.vestibule.outbound;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param status the HTTP status, 0 where no whole answer came
 * @param body what the other side said, as UTF-8; empty where no whole answer came
 * @param failure why no whole answer came, null where one did
 */
public record OutboundAnswer(
        int status, String body, @Nullable Failure failure) {

    /** Why no answer came. */
    public enum Failure {
        /** the address is not one that is ever called: no https, or in the own network */
        REFUSED,
        /** nobody is there, or the certificate is not trusted */
        UNREACHABLE,
        /** the time is over */
        TOO_LATE,
        /** the answer is longer than the caller wants */
        TOO_LARGE,
        /** nobody was called, because the other side has not answered for a while */
        PAUSED
    }

    static OutboundAnswer failed(Failure failure) {
        return new OutboundAnswer(0, "", failure);
    }

    /** Nobody was called. */
    public static OutboundAnswer refused() {
        return failed(Failure.REFUSED);
    }

    /** Nobody was called this time. */
    public static OutboundAnswer paused() {
        return failed(Failure.PAUSED);
    }

    /** Whether the other side answered 2xx. */
    public boolean success() {
        return status / 100 == 2;
    }

    /** The status or the failure, for logs and the audit trail. */
    public String outcome() {
        return failure == null ? Integer.toString(status) : failure.name().toLowerCase(Locale.ROOT);
    }
}
