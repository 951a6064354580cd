package org.vestibule.roster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The lines that are not imported, as a file to work through. */
@Controller
class RosterErrorsController {

    private static final int PART = 1000;

    private final RosterImports imports;
    private final RosterRows rows;
    private final MessageSource messages;
    private final Clock clock;

    RosterErrorsController(RosterImports imports, RosterRows rows, MessageSource messages, Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/admin/users/import/{id}/errors.csv")
    void errors(@PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        if (imports.find(id, clock.instant()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"roster-errors.csv\"");
        try (CSVPrinter csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180)) {
            csv.printRecord("line", "username", "problem");
            int line = 0;
            while (line >= 0) {
                line = part(id, line, locale, csv);
            }
        }
    }

    private int part(UUID id, int after, Locale locale, CSVPrinter csv) throws IOException {
        int last = -1;
        for (RosterEntry entry : rows.next(id, after, PART, RosterKind.ERROR, RosterKind.SKIPPED)) {
            last = entry.line();
            RosterProblem problem = entry.problem();
            csv.printRecord(
                    entry.line(),
                    text(entry.values().username()),
                    problem == null
                            ? ""
                            : messages.getMessage(
                                    "roster.problem." + problem.reason(), new Object[] {problem.argument()}, locale));
        }
        return last;
    }

    /** A spreadsheet takes a cell that starts like this for a formula. */
    static String text(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
