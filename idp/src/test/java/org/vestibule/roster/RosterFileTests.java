package org.vestibule.roster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1253"})
    void openWhenOtherEncodingThenSaysSo(String encoding) {
        byte[] bytes = "username,givenName\nada,Ädä Άδα".getBytes(Charset.forName(encoding));
        assertThatExceptionOfType(UnreadableRosterException.class)
                .isThrownBy(() -> read(bytes))
                .matches(ex ->
                        List.of("roster.file.encoding", "roster.file.column").contains(ex.code()));
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
