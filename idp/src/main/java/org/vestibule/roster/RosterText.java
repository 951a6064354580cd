package org.vestibule.roster;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a roster. What is no UTF-8 reads as U+FFFD, so that the line is known that has it; and no line is longer than
 * memory allows, however few line breaks the file has.
 */
final class RosterText extends FilterReader {

    /** Characters of a line; the longest right one has fewer than a third. */
    static final int LONGEST_LINE = 65_536;

    private int line = 1;
    private int length;

    RosterText(InputStream bytes) {
        super(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        if (character >= 0) {
            count((char) character);
        }
        return character;
    }

    @Override
    public int read(char[] characters, int offset, int most) throws IOException {
        int number = super.read(characters, offset, most);
        for (int i = offset; i < offset + number; i++) {
            count(characters[i]);
        }
        return number;
    }

    private void count(char character) throws LongLineException {
        if (character == '\n' || character == '\r') {
            line += character == '\n' ? 1 : 0;
            length = 0;
        } else if (++length > LONGEST_LINE) {
            throw new LongLineException(line);
        }
    }

    /** A line that no person fills. */
    static final class LongLineException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int line;

        LongLineException(int line) {
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
