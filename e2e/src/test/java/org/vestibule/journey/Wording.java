package org.vestibule.journey;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an English text of the pages reads in another language, so that one walk leads through the pages of every language. */
final class Wording {

    private static final Path MESSAGES = Path.of("../idp/src/main/resources");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final Properties english;
    private final Properties other;

    private Wording(Properties english, Properties other) {
        this.english = english;
        this.other = other;
    }

    static Wording of(Locale language) {
        Properties english = read("messages.properties");
        return new Wording(
                english,
                language.equals(Locale.ENGLISH) ? english : read("messages_" + language.getLanguage() + ".properties"));
    }

    /**
     * All texts that the English one may have become: several, where it stands at several keys; with the English one last,
     * for pages that are not ours to translate.
     */
    Set<String> of(String text) {
        Set<String> texts = new LinkedHashSet<>(translated(text));
        texts.add(text);
        return texts;
    }

    private Set<String> translated(String text) {
        Set<String> texts = new LinkedHashSet<>();
        for (String key : english.stringPropertyNames()) {
            if (english.getProperty(key).equals(text)) {
                texts.add(other.getProperty(key));
            }
        }
        return texts.isEmpty() ? filledIn(text) : texts;
    }

    private Set<String> filledIn(String text) {
        Set<String> texts = new LinkedHashSet<>();
        for (String key : english.stringPropertyNames()) {
            String form = english.getProperty(key);
            Matcher matcher = matcher(form, text);
            // a text that is nothing but places says nothing
            if (PLACE.matcher(form).find()
                    && PLACE.matcher(form).replaceAll("").length() > 8
                    && !form.contains(",choice")
                    && matcher.matches()) {
                texts.add(fillIn(other.getProperty(key), matcher, places(form)));
            }
        }
        return texts;
    }

    private static Matcher matcher(String form, String text) {
        String literal = Stream.of(PLACE.split(plain(form), -1))
                .map(Pattern::quote)
                .reduce((one, next) -> one + "(.+)" + next)
                .orElse("");
        return Pattern.compile(literal).matcher(text);
    }

    private static List<String> places(String form) {
        return PLACE.matcher(form).results().map(place -> place.group(1)).toList();
    }

    private static String fillIn(String form, Matcher values, List<String> places) {
        return PLACE.matcher(plain(form))
                .replaceAll(place -> Matcher.quoteReplacement(values.group(places.indexOf(place.group(1)) + 1)));
    }

    // as a message format reads it
    private static String plain(String form) {
        return form.replace("''", "'");
    }

    private static Properties read(String file) {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file), StandardCharsets.UTF_8)) {
            messages.load(reader);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return messages;
    }
}
