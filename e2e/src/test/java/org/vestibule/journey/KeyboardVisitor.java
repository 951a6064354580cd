package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

/**
 * Somebody without a mouse: only Tab, Shift+Tab, Enter, Space, the arrow keys and typing, in Chromium. Nothing is clicked, and
 * no script moves the focus; each stop has to show that it has it.
 */
final class KeyboardVisitor implements Visitor {

    /** More than any page has; who needs more is going round in a circle. */
    private static final int MOST_STOPS = 120;

    private static final String HAS_FOCUS = "found => found.includes(document.activeElement)";
    private static final String IN_GROUP =
            "found => found.some(one => one.type === 'radio' && document.activeElement.type === 'radio' && document.activeElement.name === one.name)";

    private final ChromiumVisitor screen;
    private final Focus focus;

    KeyboardVisitor(ChromiumVisitor screen) {
        this.screen = screen;
        focus = new Focus(screen.page());
    }

    ChromiumVisitor screen() {
        return screen;
    }

    Focus focus() {
        return focus;
    }

    /** By the address bar. */
    @Override
    public void open(URI address) {
        screen.open(address);
    }

    @Override
    public void follow(String link) {
        reach(screen.allNamed(AriaRole.LINK, link), HAS_FOCUS, link);
        screen.leave(() -> key("Enter"));
    }

    /** Takes the way of signing in whose name or line of help this is. */
    void take(String way) {
        reach(screen.allWays(way), HAS_FOCUS, way);
        screen.leave(() -> key("Enter"));
    }

    /** Follows a link to a place on the same page. */
    void followHere(String link) {
        reach(screen.allNamed(AriaRole.LINK, link), HAS_FOCUS, link);
        key("Enter");
    }

    @Override
    public void press(String button) {
        goTo(button);
        screen.leave(() -> key("Space"));
        if (status() == 422) {
            String problem = focus.unannouncedError();
            if (problem != null) {
                throw new AssertionError(address() + " after " + button + ": " + problem);
            }
        }
    }

    /** Presses a button that changes the page it is on. */
    void pressHere(String button) {
        goTo(button);
        key("Space");
    }

    /** Goes to a button, and waits there. */
    void goTo(String button) {
        reach(screen.allNamed(AriaRole.BUTTON, button), HAS_FOCUS, button);
    }

    /** Goes to a field, and waits there. */
    void goToField(String label) {
        reach(screen.allFields(label), HAS_FOCUS, label);
    }

    /** Sends the form from one of its fields. */
    void enterHere() {
        screen.leave(() -> key("Enter"));
    }

    /** Coming to a field by Tab selects what is in it, so that typing replaces it. */
    @Override
    public void type(String label, String text) {
        goToField(label);
        if (!focused().inputValue().isEmpty()) {
            focus.move("Shift+Tab");
            focus.move("Tab");
        }
        if (text.isEmpty()) {
            key("Delete");
        } else {
            screen.page().keyboard().type(text);
        }
    }

    @Override
    public void choose(String label, String option) {
        goToField(label);
        Locator list = focused();
        int wanted = screen.place(list, option);
        int chosen = ((Number) list.evaluate("list => list.selectedIndex")).intValue();
        for (int step = chosen; step != wanted; step += Integer.signum(wanted - chosen)) {
            key(wanted > chosen ? "ArrowDown" : "ArrowUp");
        }
    }

    /** The window that opens belongs to the system, and so does its keyboard. */
    @Override
    public void upload(String label, Path file) {
        screen.upload(label, file);
    }

    @Override
    public void tick(String label) {
        Locator found = screen.allFields(label);
        if ("radio".equals(found.first().getAttribute("type"))) {
            pick(found, label);
        } else {
            goToField(label);
            if (!focused().isChecked()) {
                key("Space");
            }
        }
    }

    // a group of radio buttons is one stop, and the arrow keys go round in it
    private void pick(Locator radio, String label) {
        reach(radio, IN_GROUP, label);
        for (int step = 0; !has(radio, HAS_FOCUS); step++) {
            if (step > MOST_STOPS) {
                throw new AssertionError("the arrow keys do not lead to " + label);
            }
            key("ArrowDown");
        }
        if (!focused().isChecked()) {
            key("Space");
        }
    }

    @Override
    public void untick(String label) {
        goToField(label);
        if (focused().isChecked()) {
            key("Space");
        }
    }

    private void reach(Locator wanted, String condition, String name) {
        List<String> passed = new ArrayList<>();
        while (!has(wanted, condition)) {
            if (passed.size() > MOST_STOPS) {
                throw new AssertionError("Tab does not lead to " + name + " on " + address() + ", but to " + passed);
            }
            focus.move("Tab");
            passed.add(focus.name());
        }
    }

    private static boolean has(Locator wanted, String condition) {
        return (boolean) wanted.evaluateAll(condition);
    }

    private Locator focused() {
        return screen.page().locator(":focus");
    }

    private void key(String key) {
        screen.page().keyboard().press(key);
    }

    @Override
    public String value(String label) {
        return screen.value(label);
    }

    @Override
    public int status() {
        return screen.status();
    }

    @Override
    public URI address() {
        return screen.address();
    }

    @Override
    public String heading() {
        return screen.heading();
    }

    @Override
    public String text() {
        return screen.text();
    }

    @Override
    public String row(String term) {
        return screen.row(term);
    }

    @Override
    public List<String> recoveryCodes() {
        return screen.recoveryCodes();
    }

    @Override
    public boolean sees(String linkOrButton) {
        return screen.sees(linkOrButton);
    }

    @Override
    public URI link(String link) {
        return screen.link(link);
    }

    @Override
    public String direction() {
        return screen.direction();
    }

    @Override
    public boolean hasField(String label) {
        return screen.hasField(label);
    }

    @Override
    public BufferedImage qrCode() {
        return screen.qrCode();
    }

    @Override
    public String download(URI address) {
        return screen.download(address);
    }

    @Override
    public void close() {
        screen.close();
    }
}
