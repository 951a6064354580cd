package org.vestibule.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/** What an error page says; the texts are the messages {@code error.{key}.*}. */
enum ErrorCase {
    BAD_LINK("bad-link"),
    BAD_REQUEST("bad-request"),
    EXPIRED("expired"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("not-found"),
    TOO_MANY("too-many"),
    FAILED("failed"),
    UNAVAILABLE("unavailable");

    private final String key;

    ErrorCase(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static ErrorCase of(int status, @Nullable Throwable cause, HttpServletRequest request) {
        return switch (status) {
            case 401, 403 -> expired(cause, request) ? EXPIRED : FORBIDDEN;
            case 404, 405 -> NOT_FOUND;
            case 429 -> TOO_MANY;
            case 503 -> UNAVAILABLE;
            default -> {
                if (status < 500) {
                    yield fromApplication(request) ? BAD_LINK : BAD_REQUEST;
                }
                yield databaseAway(cause) ? UNAVAILABLE : FAILED;
            }
        };
    }

    private static boolean expired(@Nullable Throwable cause, HttpServletRequest request) {
        return cause instanceof ExpiredPageException || AccessDeniedPage.expired(request);
    }

    /** An application sent the browser here with something we must not redirect back. */
    private static boolean fromApplication(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && path.startsWith("/oauth2/");
    }

    /** AVL-05: no connection, or a server that is starting, stopping, read-only or too busy to answer in time. */
    private static boolean databaseAway(@Nullable Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException
                    || cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && sql.getSQLState() != null && away(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean away(String state) {
        // 55P03, 57014, 40P01: a lock or statement took too long, or two waited for each other (AVL-10)
        return Set.of("55P03", "57014", "40P01").contains(state)
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006");
    }
}
