package org.vestibule.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.microsoft.playwright.Browser.NewContextOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the tests of a class in one Chromium; no page of them may violate its content security policy or stumble in a script. */
final class InChromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<String> complaints = new ArrayList<>();
    private @Nullable Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = Chromium.start();
    }

    ChromiumVisitor visitor(NewContextOptions options, Locale language) {
        if (chromium == null) {
            throw new IllegalStateException("only while tests run");
        }
        return new ChromiumVisitor(chromium.browser(), options, complaints, language);
    }

    /** Form-action holds for the whole chain of redirects, so a sign-in that ends at an LMS shows that it is right. */
    @Override
    public void afterEach(ExtensionContext context) {
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        assertThat(found).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
    }
}
