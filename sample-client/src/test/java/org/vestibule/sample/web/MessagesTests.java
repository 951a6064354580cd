package org.vestibule.sample.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every text is a message: no template shows a literal, no key is missing. */
class MessagesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z.-]+)[(}]");
    private static final Pattern TEXT_WITHOUT_KEY =
            Pattern.compile("<(?:h[1-6]|p|dt|th|button|summary|caption|a|strong)(?![^>]*th:text)[^>]*>\\s*[A-Za-z]");

    @Test
    void keysWhenUsedThenDefined() throws IOException {
        Properties messages = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve("messages.properties"))) {
            messages.load(reader);
        }
        List<String> missing = new ArrayList<>();
        for (Path template : templates()) {
            Matcher key = KEY.matcher(Files.readString(template));
            while (key.find()) {
                if (!messages.containsKey(key.group(1))) {
                    missing.add(template + ": " + key.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void templatesWhenTheyShowTextThenByKey() throws IOException {
        for (Path template : templates()) {
            assertThat(TEXT_WITHOUT_KEY.matcher(Files.readString(template)).results())
                    .describedAs(template.toString())
                    .isEmpty();
        }
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}
