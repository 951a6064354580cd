package org.vestibule.roster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a roster line by line, so that memory does not grow with the file. */
final class RosterFile implements AutoCloseable {

    /** Without the line of the names. */
    static final int MOST_LINES = 100_000;

    private static final int LONGEST_HEADER = 4096;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final char REPLACED = '\uFFFD';
    private static final char NUL = '\0';

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<RosterColumn> columns;

    private RosterFile(CSVParser parser, Iterator<CSVRecord> records, List<RosterColumn> columns) {
        this.parser = parser;
        this.records = records;
        this.columns = columns;
    }

    /** Reads the names of the columns. */
    static RosterFile open(InputStream bytes) throws IOException, UnreadableRosterException {
        BufferedReader text = new BufferedReader(new RosterText(bytes), 2 * LONGEST_HEADER);
        try {
            skipMark(text);
            CSVParser parser = CSVParser.builder()
                    .setReader(text)
                    .setFormat(CSVFormat.RFC4180
                            .builder()
                            .setDelimiter(separator(text))
                            .setIgnoreEmptyLines(true)
                            .setIgnoreSurroundingSpaces(true)
                            .get())
                    .get();
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw new UnreadableRosterException("empty");
            }
            return new RosterFile(parser, records, columns(records.next()));
        } catch (RosterText.LongLineException ex) {
            throw longLine(ex);
        } catch (UncheckedIOException ex) {
            throw unreadable(ex, 1);
        }
    }

    List<RosterColumn> columns() {
        return columns;
    }

    /**
     * Hands over the other lines, checked.
     *
     * @return how many there are
     */
    int read(Consumer<RosterLine> lines) throws IOException, UnreadableRosterException {
        int number = 0;
        try {
            while (records.hasNext()) {
                CSVRecord cells = records.next();
                if (++number > MOST_LINES) {
                    throw new UnreadableRosterException("too-many", MOST_LINES);
                }
                refuseOtherEncoding(cells, parser.getCurrentLineNumber());
                lines.accept(RosterCells.check((int) parser.getCurrentLineNumber(), columns, cells.toList()));
            }
        } catch (UncheckedIOException ex) {
            throw unreadable(ex, parser.getCurrentLineNumber());
        }
        if (number == 0) {
            throw new UnreadableRosterException("empty");
        }
        return number;
    }

    private static UnreadableRosterException unreadable(UncheckedIOException ex, long line) throws TooLargeException {
        if (ex.getCause() instanceof RosterText.LongLineException tooLong) {
            return longLine(tooLong);
        }
        if (ex.getCause() instanceof TooLargeException tooLarge) {
            throw tooLarge;
        }
        return new UnreadableRosterException("broken", String.valueOf(Math.max(1, line)));
    }

    private static UnreadableRosterException longLine(RosterText.LongLineException ex) {
        return new UnreadableRosterException("long-line", String.valueOf(ex.line()), RosterText.LONGEST_LINE);
    }

    private static void refuseOtherEncoding(CSVRecord cells, long line) throws UnreadableRosterException {
        for (String cell : cells) {
            if (cell.indexOf(REPLACED) >= 0) {
                throw new UnreadableRosterException("encoding", String.valueOf(line));
            }
        }
    }

    private static void skipMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** That of comma, semicolon and tab which stands in the first line most often. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] start = new char[LONGEST_HEADER];
        int length = Math.max(0, text.read(start, 0, LONGEST_HEADER));
        text.reset();
        String first = new String(start, 0, length).lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    private static List<RosterColumn> columns(CSVRecord header) throws UnreadableRosterException {
        List<RosterColumn> columns = new ArrayList<>();
        refuseOtherEncoding(header, 1);
        for (String cell : header) {
            String name = cell.strip();
            if (name.indexOf(NUL) >= 0) {
                // UTF-16 without a mark: every other byte
                throw new UnreadableRosterException("encoding", "1");
            }
            RosterColumn column = RosterColumn.of(name)
                    .orElseThrow(() -> new UnreadableRosterException("column", shown(name), RosterColumn.headers()));
            if (columns.contains(column)) {
                throw new UnreadableRosterException("column-twice", column.header());
            }
            columns.add(column);
        }
        if (!columns.contains(RosterColumn.USERNAME)) {
            throw new UnreadableRosterException("no-username");
        }
        return List.copyOf(columns);
    }

    private static String shown(String name) {
        String visible = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
        return visible.length() > 100 ? visible.substring(0, visible.offsetByCodePoints(0, 50)) + '…' : visible;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** The file has more bytes than allowed. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
