package org.vestibule.journey;

import java.util.ArrayList;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** Looks for barriers with axe-core: WCAG and its best practices, in light and in dark. */
final class Axe {

    private Axe() {}

    /** What it finds on the page that is open, each with the rule's name and where. */
    static List<String> violations(Page page) {
        List<String> all = new ArrayList<>(run(page, ColorScheme.LIGHT, rules(page)));
        // nothing but colours differs
        all.addAll(run(page, ColorScheme.DARK, rules(page).withRules(List.of("color-contrast"))));
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return all;
    }

    // the other mode opens a second window; it is for frames of other origins, which we do not have
    private static AxeBuilder rules(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static List<String> run(Page page, ColorScheme scheme, AxeBuilder rules) {
        // without movement, so that no colour is measured on its way
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        return rules.analyze().getViolations().stream()
                .map(violation -> scheme + " " + violation.getId() + ": " + violation.getHelp() + " "
                        + violation.getNodes().stream()
                                .map(node -> String.valueOf(node.getTarget()))
                                .toList())
                .toList();
    }
}
