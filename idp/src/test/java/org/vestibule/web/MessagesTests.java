package org.vestibule.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every text that a template names exists, in every language, and can be formatted (ux.md section 10). */
class MessagesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-z0-9][\\w.-]*)[}(]");
    private static final Pattern REFUSAL =
            Pattern.compile("reject(?:Value)?\\([^;]*?\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]");
    private static final Pattern ONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    @Test
    void templatesWhenTheyNameATextThenItExists() throws IOException {
        Set<String> used = named(RESOURCES.resolve("templates"), KEY);
        assertThat(used).isNotEmpty();
        assertThat(messages(RESOURCES.resolve("messages.properties")).stringPropertyNames())
                .containsAll(used);
    }

    @Test
    void refusalsWhenTheyNameATextThenItExists() throws IOException {
        Set<String> used = named(Path.of("src/main/java"), REFUSAL);
        assertThat(used).isNotEmpty();
        assertThat(messages(RESOURCES.resolve("messages.properties")).stringPropertyNames())
                .containsAll(used);
    }

    @Test
    void languagesWhenSeveralThenAllHaveAllTexts() throws IOException {
        Set<String> english = messages(RESOURCES.resolve("messages.properties")).stringPropertyNames();
        for (Path file : files()) {
            assertThat(messages(file).stringPropertyNames()).as(file.toString()).isEqualTo(english);
        }
    }

    @Test
    void languagesWhenATextHasValuesThenAllHaveTheSame() throws IOException {
        Properties english = messages(RESOURCES.resolve("messages.properties"));
        for (Path file : files()) {
            messages(file)
                    .forEach((key, value) -> assertThat(placeholders((String) value))
                            .as(file + ": " + key)
                            .isEqualTo(placeholders(english.getProperty((String) key, ""))));
        }
    }

    /** A plural of one language has other steps than that of another, and each takes every number. */
    @Test
    void textsWhenPluralThenEveryNumberGivesASentence() throws IOException {
        for (Path file : files()) {
            messages(file).forEach((key, value) -> {
                if (((String) value).contains(",choice,")) {
                    MessageFormat format = new MessageFormat((String) value, Locale.ROOT);
                    for (int number : new int[] {0, 1, 2, 3, 10, 11, 100}) {
                        Object[] values = {number, number, number, number, number};
                        assertThat(format.format(values)).as(file + ": " + key).doesNotContain("{", "choice", "#");
                    }
                }
            });
        }
    }

    @Test
    void filesWhenCountedThenOneForEachLanguage() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(Languages.ALL.stream()
                        .map(language -> language.getLanguage().equals("en")
                                ? "messages.properties"
                                : "messages_" + language.getLanguage() + ".properties")
                        .toList());
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** MessageFormat takes a single apostrophe for a quote, but texts without placeholders are not formatted. */
    @Test
    void textsWhenApostropheThenWrittenAsTheirFormatAsks() throws IOException {
        for (Path file : files()) {
            messages(file).forEach((key, value) -> {
                boolean formatted = PLACEHOLDER.matcher((String) value).find();
                boolean one = ONE_APOSTROPHE.matcher((String) value).find();
                boolean two = ((String) value).contains("''");
                assertThat(formatted ? one : two).as(file + ": " + key).isFalse();
            });
        }
    }

    @Test
    void textsWhenReadThenTheWordsOfTheProduct() throws IOException {
        messages(RESOURCES.resolve("messages.properties"))
                .forEach((key, value) -> assertThat((String) value)
                        .as((String) key)
                        .doesNotContainPattern("\\b(MFA|OTP|TOTP|2FA)\\b")
                        .doesNotContainPattern("(?<!AUTH )(?i)\\btoken\\b"));
    }

    private static Set<String> named(Path folder, Pattern pattern) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher key = pattern.matcher(Files.readString(file).replaceAll("(?s)<!--.*?-->", ""));
                while (key.find()) {
                    keys.add(key.group(1));
                }
            }
        }
        return keys;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().matches("messages.*\\.properties"))
                    .toList();
        }
    }

    private static Properties messages(Path file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        }
        return messages;
    }
}
