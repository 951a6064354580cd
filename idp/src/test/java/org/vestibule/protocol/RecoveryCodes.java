package org.vestibule.protocol;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.vestibule.protocol.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** Recovery codes of somebody who is signed in. */
final class RecoveryCodes {

    private static final String PAGE = "/account/two-factor/recovery-codes";
    private static final Pattern CODE = Pattern.compile("<li>([A-Z2-7-]{16,})</li>");

    private RecoveryCodes() {}

    /** Makes new ones on the page for it. */
    static List<String> make(Browser browser) {
        Page shown = browser.submit(browser.open(PAGE), PAGE, Map.of());
        List<String> codes = CODE.matcher(shown.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(codes).as(shown.path() + ": " + shown.text()).isNotEmpty();
        browser.submit(shown, PAGE + "/saved", Map.of("saved", "true"));
        return codes;
    }
}
