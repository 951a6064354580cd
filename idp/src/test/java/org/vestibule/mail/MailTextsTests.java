package org.vestibule.mail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.vestibule.web.IdpProperties;
import org.vestibule.web.Languages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every mail in every language as it is sent, in {@code src/test/resources/golden}. What a changed text gives is written to
 * {@code target/golden}, to be read and copied.
 */
class MailTextsTests {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path NOW = Path.of("target/golden");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "el", "ar"})
    void mailsWhenComposedThenAsReadBefore(String language) throws IOException {
        String name = "mails_" + language + ".txt";
        String now = all(language);
        Files.createDirectories(NOW);
        Files.writeString(NOW.resolve(name), now);
        assertThat(now).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    static String all(String language) {
        StringBuilder all = new StringBuilder();
        for (String kind : kinds()) {
            Mail mail =
                    texts().compose("ada@example.org", Languages.of(language).orElseThrow(), kind, values(kind));
            all.append("=== ")
                    .append(kind)
                    .append("\n")
                    .append(mail.subject())
                    .append("\n\n")
                    .append(mail.body())
                    .append("\n");
        }
        Locale locale = Languages.of(language).orElseThrow();
        // what stands for <rule> in rule-changed
        keys("mail.rule.")
                .sorted()
                .forEach(key -> all.append("=== ")
                        .append(key)
                        .append("\n")
                        .append(messages().getMessage(key, new Object[] {"<day>"}, locale))
                        .append("\n"));
        return all.toString();
    }

    private static List<String> kinds() {
        return keys("mail.")
                .filter(key -> key.endsWith(".subject"))
                .map(key -> key.substring("mail.".length(), key.length() - ".subject".length()))
                .sorted()
                .toList();
    }

    private static Stream<String> keys(String start) {
        return ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(start));
    }

    private static Object[] values(String kind) {
        if (kind.startsWith("notice.")) {
            return new Object[] {
                "Ada Lovelace",
                "<when>",
                "192.0.2.0/24 (Firefox)",
                "<what>",
                "https://login.example.org/account/activity"
            };
        }
        if (kind.equals("rule-changed")) {
            return new Object[] {"Ada Lovelace", "<rule>", "<when>", "https://login.example.org/account"};
        }
        if (kind.equals("mail-code")) {
            return new Object[] {"Ada Lovelace", "<code>", 5L};
        }
        return kind.equals("set-up-code")
                ? new Object[] {"Ada Lovelace", "<code>", "https://login.example.org/login", 24L, "ada"}
                : new Object[] {"Ada Lovelace", "https://login.example.org/<link>", 7L, "ada"};
    }

    private static MailTexts texts() {
        return new MailTexts(
                messages(), new IdpProperties(URI.create("https://login.example.org"), "Vestibule", "", List.of()));
    }

    private static MessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
