package org.vestibule.roster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is read from a file, and what is refused. */
class RosterFileTests {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readWhenOneOfTheSeparatorsThenTheSameLines(String separator) throws Exception {
        String text = "\uFEFFusername,EMAIL,givenName,groups\r\nada,ada@example.org,\"Ada\",7b|8c\r\n\r\nbob,,Bob,\r\n"
                .replace(",", separator);
        List<RosterLine> lines = read(text);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).line()).isEqualTo(2);
        assertThat(lines.get(0).values())
                .isEqualTo(new RosterValues("ada", "ada@example.org", "Ada", null, List.of("7b", "8c"), null));
        assertThat(lines.get(1).line()).isEqualTo(4);
        assertThat(lines.get(1).values()).isEqualTo(new RosterValues("bob", null, "Bob", null, List.of(), null));
    }

    @Test
    void readWhenSeparatorAndQuotesInACellThenKept() throws Exception {
        assertThat(read("username,familyName,groups\nada,\"King, \"\"Lovelace\"\"\",\"7b;8c\"")
                        .get(0)
                        .values())
                .isEqualTo(new RosterValues("ada", null, null, "King, \"Lovelace\"", List.of("7b", "8c"), null));
    }

    @Test
    void readWhenScriptsOfTheWorldThenFine() throws Exception {
        RosterLine line = read("username,givenName,familyName,locale\nνίκη,𠮷野,الخوارزمي,el_GR".replace('_', '-'))
                .get(0);
        assertThat(line.problem()).isNull();
        assertThat(line.values().familyName()).isEqualTo("الخوارزمي");
        assertThat(line.values().locale()).isEqualTo("el-GR");
    }

    /** Names of all scripts, of four bytes a character, composed of several; a mark that joins letters is part of a name. */
    @ParameterizedTest
    @ValueSource(strings = {"𠮷野家", "😀", "नमस्ते", "می\u200Cخواهم", "שלום", "Zoe\u0308", "O'Neill-Smith", "Ա"})
    void readWhenNamesOfAnyScriptThenKeptAsTheyAre(String name) throws Exception {
        RosterLine line =
                read("username,familyName,groups\nada," + name + "," + name).get(0);
        assertThat(line.problem()).isNull();
        assertThat(line.values().familyName()).isEqualTo(name);
        assertThat(line.values().groups()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'=cmd|x,a@example.org,Ada',formula",
        "'ada,a@example.org,=1+1',formula",
        "'ada,a@example.org,+Ada',formula",
        "'ada,a@example.org,-Ada',formula",
        "'ada,a@example.org,@Ada',formula",
        "'ada,a@example.org,Ada\u202Egnp',direction",
        "'ada,a@example.org,Ada\u2066',direction",
        "'ada,a@example.org,A\u0000da',invisible",
        "'ada,a@example.org,\"A\nda\"',invisible",
        "'ad\u200Ba,a@example.org,Ada',username.invalid",
        "',a@example.org,Ada',username.missing",
        "'ada,nobody,Ada',email.invalid",
        "'ada,a@b@example.org,Ada',email.invalid",
        "'ada,a@example.org',cells",
        "'ada,a@example.org,Ada,more',cells"
    })
    void readWhenALineIsOddThenItSaysWhatToDo(String line, String reason) throws Exception {
        RosterProblem problem = read("username,email,givenName\n" + line).get(0).problem();
        assertThat(problem).isNotNull().extracting(RosterProblem::reason).isEqualTo(reason);
    }

    @Test
    void readWhenTooLongThenSaysWhere() throws Exception {
        RosterProblem problem =
                read("username,groups\nada," + "x".repeat(101)).get(0).problem();
        assertThat(problem).isEqualTo(new RosterProblem("long", "groups"));
    }

    /** A refused line is shown with its name only, made visible. */
    @Test
    void readWhenRefusedThenNothingElseIsKept() throws Exception {
        assertThat(read("username,email\na\u202Eda,a@example.org").get(0).values())
                .isEqualTo(new RosterValues("a\uFFFDda", null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "''#empty",
                "'username'#empty",
                "'\uFEFF'#empty",
                "'\uFEFFusername,email\r\n\r\n'#empty",
                "'email,givenName\na@example.org,Ada'#no-username",
                "'username,password\nada,secret'#column",
                "'username,roles\nada,ADMIN'#column",
                "'username|email\nada|a@example.org'#column",
                "'username,email,Email\nada,x,y'#column-twice",
                "'username,givenName\nada,\"Ada\nbob,Bob'#broken",
                "'username,givenName\nada,\"Ada\" x\n'#broken"
            })
    void openWhenNoRosterThenSaysWhatToDo(String text, String reason) {
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> read(text))
                .matches(ex -> ex.code().equals("roster.file." + reason));
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1,3", "UTF-16,1", "UTF-16LE,1", "UTF-16BE,1", "windows-1253,2", "Shift_JIS,3"})
    void openWhenOtherEncodingThenSaysInWhichLine(String encoding, String line) {
        byte[] bytes = (encoding.equals("windows-1253")
                        ? "username,givenName\nada,Άδα"
                        : "username,givenName\nbob,Bob\nada,Äda 太郎")
                .getBytes(Charset.forName(encoding));
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(ex -> assertThat(ex.code()).isEqualTo("roster.file.encoding"))
                .satisfies(ex -> assertThat(ex.arguments()).containsExactly(line));
    }

    /** Half a character at the end of a file that was cut. */
    @Test
    void readWhenCutThenSaysInWhichLine() {
        byte[] whole = "username,givenName\nada,Ä".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
                .satisfies(ex -> assertThat(ex.arguments()).containsExactly("2"));
    }

    /** Memory does not grow with a line either: not with one cell of 20 MB, nor with 20 million cells. */
    @ParameterizedTest
    @ValueSource(strings = {"x", ",", "\"", "𠮷"})
    void readWhenALineHasTwentyMegabytesThenRefusedAtOnce(String character) {
        Repeated line = new Repeated(character.getBytes(StandardCharsets.UTF_8), 20 << 20);
        InputStream file = new SequenceInputStream(
                new ByteArrayInputStream("username,givenName\nada,Ada\nbob,\"".getBytes(StandardCharsets.UTF_8)), line);
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> readAll(file))
                .matches(ex ->
                        List.of("roster.file.long-line", "roster.file.broken").contains(ex.code()))
                .satisfies(ex -> assertThat(ex.arguments()[0]).isEqualTo("3"));
        assertThat(line.handed).isLessThan(10 * RosterText.LONGEST_LINE);
    }

    @Test
    void openWhenTheFirstLineHasNoEndThenSaysSo() {
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> read("username".repeat(100_000)))
                .matches(ex -> ex.code().equals("roster.file.long-line"));
    }

    /** As a stream: what is held in memory does not grow with the file. */
    @Test
    void readWhenAHundredThousandLinesThenAllAreRead() throws Exception {
        AtomicInteger right = new AtomicInteger();
        try (RosterFile file = RosterFile.open(generated(RosterFile.MOST_LINES))) {
            int number = file.read(line -> right.addAndGet(line.problem() == null ? 1 : 0));
            assertThat(number).isEqualTo(right.get()).isEqualTo(RosterFile.MOST_LINES);
        }
    }

    @Test
    void readWhenMoreThanThatThenRefused() {
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> {
                    try (RosterFile file = RosterFile.open(generated(RosterFile.MOST_LINES + 1))) {
                        file.read(line -> {});
                    }
                })
                .matches(ex -> ex.code().equals("roster.file.too-many"));
    }

    private static List<RosterLine> read(String text) throws IOException, UnreadableRosterException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<RosterLine> read(byte[] bytes) throws IOException, UnreadableRosterException {
        List<RosterLine> lines = new ArrayList<>();
        try (RosterFile file = RosterFile.open(new ByteArrayInputStream(bytes))) {
            file.read(lines::add);
        }
        return lines;
    }

    private static void readAll(InputStream bytes) throws IOException, UnreadableRosterException {
        try (RosterFile file = RosterFile.open(bytes)) {
            file.read(line -> {});
        }
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {

        private final byte[] bytes;
        private final int length;
        private int handed;

        Repeated(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public int read() {
            return handed < length ? bytes[handed++ % bytes.length] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            int number = Math.min(most, length - handed);
            for (int i = 0; i < number; i++) {
                into[offset + i] = (byte) read();
            }
            return number > 0 ? number : -1;
        }
    }

    /** A roster that is made while it is read. */
    private static InputStream generated(int people) {
        return new Generated(people);
    }

    private static final class Generated extends InputStream {

        private final int people;
        private int next;
        private InputStream line =
                new ByteArrayInputStream("username,email,givenName,groups\n".getBytes(StandardCharsets.UTF_8));

        Generated(int people) {
            this.people = people;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = line.read(bytes, offset, length);
            if (number < 0 && next < people) {
                String text = "student%1$d,student%1$d@example.org,Student %1$d,year-%2$d\n".formatted(next, next % 7);
                line = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                next++;
                number = line.read(bytes, offset, length);
            }
            return number;
        }
    }
}
