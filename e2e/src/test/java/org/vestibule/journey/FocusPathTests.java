package org.vestibule.journey;

import java.util.Locale;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What keeps people with a keyboard out is found, so that a page on which nothing is found has nothing of it. */
class FocusPathTests {

    private static final String GOOD = """
            <a class="skip" href="#main">Skip</a><a href="/one">One</a><main id="main">
            <label><input type="radio" name="r">R</label><label><input type="radio" name="r">S</label>
            <label>Day <input type="date"></label><button>Two</button></main>
            <style>:focus-visible, [type=date]:focus-within { outline: 3px solid blue }</style>""";

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "class=\"skip\", '', no skip link",
        "outline: 3px solid blue, outline: none, does not show the focus",
        "<button>, <button tabindex=\"1\">, Tab goes to",
        "<button>, <button tabindex=\"-1\">, Tab goes to",
        "<button>, '<button onkeydown=\"event.preventDefault()\">', Tab goes to",
        "<button>, '<button style=\"position: fixed; inset-block-start: 0; inset-inline-start: 0\">', leads back from",
        "<button>, '<p style=\"position: fixed; inset: 0; background: red; margin: 0\"></p><button>', out of sight"
    })
    void takeWhenKeyboardIsLockedOutThenFound(String part, String instead, String finding) {
        FocusPath path = new FocusPath();
        try (ChromiumVisitor visitor = CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH)) {
            visitor.page().setContent(part.isEmpty() ? GOOD : GOOD.replace(part, instead));
            path.take(visitor, "page");
        }
        if (finding.isEmpty()) {
            assertThat(path.found()).isEmpty();
        } else {
            assertThat(String.join("\n", path.found())).contains(finding);
        }
    }
}
