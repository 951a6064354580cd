package org.vestibule.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes common passwords of the bundled words and sentences, and of rows of keys. */
final class CommonPasswordForms {

    private static final int SHORTEST = PasswordPolicy.FLOOR;
    private static final int LONGEST = 40;
    private static final int FIRST_YEAR = 1940;
    private static final int LAST_YEAR = 2035;
    private static final List<String> ENDINGS =
            List.of("", "1", "12", "123", "1234", "12345", "!", "1!", "123!", ".", "?", "!!");
    private static final List<String> SEPARATORS = List.of("", " ", "-", "_", ".");
    private static final List<String> WALKS = List.of(
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "qazwsxedcrfvtgbyhnujmikolp",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "zaq12wsxcde34rfvbgt56yhnmju78ik",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0",
            "a1b2c3d4e5f6g7h8i9j0",
            "abcdefghijklmnopqrstuvwxyz",
            "1234567890",
            "9876543210",
            "0123456789",
            "1234554321",
            "asdfghjkl",
            "zxcvbnm",
            "qwertyuiop",
            "qwerty123456");

    private final String folder;
    private final Consumer<String> passwords;

    /**
     * @param folder where words.txt and phrases.txt are on the class path
     * @param passwords gets each password, some more than once
     */
    CommonPasswordForms(String folder, Consumer<String> passwords) {
        this.folder = folder;
        this.passwords = passwords;
    }

    /** @throws IllegalStateException when a file is missing */
    void makeAll() {
        List<String> words = lines("words.txt");
        words.forEach(this::addFormsOfWord);
        addPairs(words);
        lines("phrases.txt").forEach(this::addFormsOfPhrase);
        WALKS.forEach(this::addWalks);
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).forEach(this::addRuns);
    }

    private void add(String password) {
        if (password.length() >= SHORTEST && password.length() <= LONGEST) {
            passwords.accept(password);
        }
    }

    private void addWithEndings(String stem) {
        ENDINGS.forEach(ending -> add(stem + ending));
    }

    private void addFormsOfWord(String word) {
        for (int times = 1; times * word.length() <= LONGEST; times++) {
            addWithEndings(word.repeat(times));
        }
        SEPARATORS.forEach(separator -> addWithEndings(word + separator + word));
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            add(word + year);
            add(word + year + "!");
            add(word + word + year);
        }
    }

    // words of one kind stand together in the file, so each goes with its neighbours; the first 60 go with all
    private void addPairs(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            for (int j = Math.max(0, i - 15); j < Math.min(words.size(), i + 16); j++) {
                add(words.get(i) + words.get(j));
            }
        }
        for (String first : words.subList(0, 60)) {
            words.forEach(second -> {
                add(first + second);
                add(second + first);
            });
        }
    }

    private void addFormsOfPhrase(String phrase) {
        String plain = phrase.replace("'", "");
        for (String separator : SEPARATORS) {
            addWithEndings(phrase.replace(" ", separator));
            addWithEndings(plain.replace(" ", separator));
        }
    }

    private void addWalks(String walk) {
        for (String way : List.of(walk, new StringBuilder(walk).reverse().toString())) {
            String endless = way.repeat(1 + 2 * LONGEST / way.length());
            for (int start = 0; start < way.length(); start++) {
                for (int length = SHORTEST; length <= LONGEST / 2 + 4; length++) {
                    add(endless.substring(start, start + length));
                }
            }
        }
    }

    private void addRuns(String character) {
        String run = character.toLowerCase(Locale.ROOT).repeat(LONGEST);
        IntStream.rangeClosed(SHORTEST, LONGEST).forEach(length -> add(run.substring(0, length)));
    }

    private List<String> lines(String file) {
        try (InputStream stream = CommonPasswordForms.class.getResourceAsStream(folder + file)) {
            if (stream == null) {
                throw new IllegalStateException("the list of common passwords is missing: " + folder + file);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Normalizer.normalize(line, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
