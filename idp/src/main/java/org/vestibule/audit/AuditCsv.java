package org.vestibule.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The trail as a table for spreadsheet programs. Reads page by page, so memory and statements stay small however much is
 * exported, and a slow reader holds no connection to the database.
 */
@Component
class AuditCsv {

    private static final int BATCH = 1000;

    /** What makes a spreadsheet program read a cell as a formula (WEB-07). */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final List<String> COLUMNS = List.of(
            "time",
            "event",
            "result",
            "actor_id",
            "actor",
            "user_id",
            "user",
            "client_id",
            "session_id",
            "ip",
            "details");

    private final AuditSearch search;

    AuditCsv(AuditSearch search) {
        this.search = search;
    }

    void write(AuditQuery query, Writer out) throws IOException {
        // the mark tells Excel that this is UTF-8
        out.write('\ufeff');
        line(COLUMNS.stream(), out);
        AuditCursor before = null;
        List<AuditEntry> batch;
        do {
            batch = search.find(query, before, BATCH);
            for (AuditEntry entry : batch) {
                line(cells(entry), out);
                before = entry.cursor();
            }
        } while (batch.size() == BATCH);
    }

    private static Stream<@Nullable Object> cells(AuditEntry entry) {
        AuditEntry.Name actor = entry.actor();
        AuditEntry.Name person = entry.person();
        return Stream.of(
                entry.at(),
                entry.event(),
                entry.result(),
                actor == null ? null : actor.id(),
                actor == null ? null : actor.username(),
                person == null ? null : person.id(),
                person == null ? null : person.username(),
                entry.clientId(),
                entry.sessionId(),
                entry.address(),
                entry.detail().entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private static void line(Stream<? extends @Nullable Object> cells, Writer out) throws IOException {
        out.write(cells.map(cell -> cell(Objects.toString(cell, ""))).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** Quoted; a formula becomes text. */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
