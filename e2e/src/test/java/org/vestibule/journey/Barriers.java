package org.vestibule.journey;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;

/** Looks for what keeps people out: with {@link Axe}, and for sideways scrolling on narrow screens, which is also what zoom makes of a wide one. */
final class Barriers implements Look {

    private static final int HEIGHT = 800;

    private final List<String> found = new ArrayList<>();
    private int pages;

    @Override
    public void take(ChromiumVisitor visitor, String name) {
        Page page = visitor.page();
        pages++;
        page.setViewportSize(1280, HEIGHT);
        Axe.violations(page).forEach(violation -> note(name, violation));
        // 640 is what zoom by 200 % leaves of 1280, and 320 what 400 % leaves (WCAG 1.4.4, 1.4.10)
        for (int width : List.of(320, 360, 640)) {
            requireNoSidewaysScrolling(page, name, width);
        }
        page.setViewportSize(1280, HEIGHT);
    }

    private void requireNoSidewaysScrolling(Page page, String name, int width) {
        page.setViewportSize(width, HEIGHT);
        Object excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) excess).intValue() > 0) {
            note(name, "scrolls sideways at " + width + " px by " + excess);
        }
    }

    private void note(String name, String barrier) {
        found.add(name + " " + barrier);
    }

    /** What keeps people out, page by page; empty is good. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** How many pages were looked at. */
    int pages() {
        return pages;
    }
}
