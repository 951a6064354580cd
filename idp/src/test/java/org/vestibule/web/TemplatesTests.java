package org.vestibule.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules that all templates of all modules keep (WEB-02, WEB-07). */
@Requirement({"WEB-02", "WEB-07"})
class TemplatesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateWhenReadThenNoInlineCodeAndNothingUnescaped(Path template) throws IOException {
        String html = Files.readString(template);
        assertThat(html)
                .doesNotContainPattern(
                        "(?i)<style|\\sstyle=|th:style|\\son[a-z]+=|th:on[a-z]+=|hx-on|hx-vals=.js:|th:utext")
                .doesNotContainPattern("(?i)<script(?![^>]*src=)")
                .doesNotContain("[(", "th:inline", "javascript:")
                .doesNotContainPattern("<(link|script|img|form)[^>]*https?://")
                .doesNotContainPattern("(href|src|action)=\"/");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateWhenReadThenTextsComeFromMessages(Path template) throws IOException {
        String texts = Files.readString(template)
                .replaceAll("(?s)<!--.*?-->", "")
                .replaceAll("<(\"[^\"]*\"|'[^']*'|[^>\"'])*>", "")
                .replaceAll("[^\\p{L}]+", " ");
        assertThat(texts).isBlank();
        assertThat(Files.readString(template))
                .doesNotContainPattern("\\s(aria-label|title|alt|placeholder)=\"[^\"]*\\p{L}");
    }

    @Test
    void stylesheetWhenReadThenSmallAndLogical() throws IOException {
        Path file = RESOURCES.resolve("static/style.css");
        assertThat(Files.size(file)).isLessThan(12 * 1024);
        assertThat(Files.readString(file))
                .doesNotContainPattern(
                        "(margin|padding|border)-(left|right|top|bottom)|[\\s{;](left|right|top|bottom|width|height):")
                .doesNotContain("url(", "@import");
    }

    @Test
    void scriptWhenReadThenNothingEvaluated() throws IOException {
        assertThat(Files.readString(RESOURCES.resolve("static/app.js")))
                .doesNotContain("eval(", "innerHTML", "localStorage", "sessionStorage", "document.cookie");
        assertThat(List.of(RESOURCES.resolve("static").toFile().list())).contains("app.js", "logo.svg", "style.css");
    }
}
