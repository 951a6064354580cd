package org.vestibule.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/** Statuses and numbers of refused forms. */
public final class Refusals {

    public static final int TOO_MANY_REQUESTS = 429;
    private static final long SECONDS_A_MINUTE = 60;

    private Refusals() {}

    public static void retryAfter(HttpServletResponse response, int status, Duration wait) {
        response.setStatus(status);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    /** Whole minutes, rounded up. */
    public static long minutes(Duration wait) {
        return Math.max(1, (wait.toSeconds() + SECONDS_A_MINUTE - 1) / SECONDS_A_MINUTE);
    }

    static String decoded(String queryValue) {
        try {
            return URLDecoder.decode(queryValue, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
