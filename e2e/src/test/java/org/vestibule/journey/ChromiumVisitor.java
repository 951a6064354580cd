package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** A visitor in Chromium, with JavaScript. Notes every violation of a content security policy, and every error of a script. */
final class ChromiumVisitor implements Visitor {

    private static final double PATIENCE = 120_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints;
    private final Wording wording;
    private int loads;
    private int status;

    /** A visitor whose browser asks for a language; all texts named to it stay the English ones. */
    ChromiumVisitor(Browser browser, NewContextOptions options, List<String> complaints, Locale language) {
        this.complaints = complaints;
        wording = Wording.of(language);
        options.setLocale(language.toLanguageTag());
        context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        page = context.newPage();
        page.onLoad(loaded -> loads++);
        page.onPageError(error -> complain(error));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complain(message.text());
            }
        });
        page.onResponse(this::note);
    }

    private void complain(String complaint) {
        complaints.add(page.url() + ": " + complaint);
    }

    private void note(Response response) {
        boolean redirect = response.status() >= 300 && response.status() < 400;
        if (response.request().isNavigationRequest() && !redirect) {
            status = response.status();
        }
    }

    Page page() {
        return page;
    }

    @Override
    public void open(URI address) {
        page.navigate(address.toString());
    }

    @Override
    public void follow(String link) {
        leave(named(AriaRole.LINK, link));
    }

    @Override
    public void press(String button) {
        leave(named(AriaRole.BUTTON, button));
    }

    /** Opens what is folded away under a text. */
    void unfold(String summary) {
        any(summary, text -> page.getByText(text, new Page.GetByTextOptions().setExact(true)))
                .click();
    }

    /** Takes the way of signing in whose name or line of help this is. */
    void take(String way) {
        leave(allWays(way).first());
    }

    /** All ways of signing in of this name or line of help. */
    Locator allWays(String way) {
        return all(
                way,
                text -> page.locator(
                        "ul.choices :is(a, button)",
                        new Page.LocatorOptions()
                                .setHas(page.getByText(text, new Page.GetByTextOptions().setExact(true)))));
    }

    /** Presses a button that changes the page it is on. */
    void pressHere(String button) {
        named(AriaRole.BUTTON, button).click();
    }

    @Override
    public void type(String label, String text) {
        field(label).fill(text);
    }

    @Override
    public void choose(String label, String option) {
        Locator field = field(label);
        field.selectOption(new SelectOption().setIndex(place(field, option)));
    }

    @Override
    public void tick(String label) {
        field(label).check();
    }

    @Override
    public void untick(String label) {
        field(label).uncheck();
    }

    @Override
    public void upload(String label, Path file) {
        field(label).setInputFiles(file);
    }

    @Override
    public String value(String label) {
        Locator field = field(label);
        Locator chosen = field.locator("option:checked");
        return chosen.count() > 0 ? chosen.textContent().strip() : field.inputValue();
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public URI address() {
        return URI.create(page.url());
    }

    @Override
    public String heading() {
        return page.locator("h1").innerText();
    }

    @Override
    public String text() {
        return page.locator("body").innerText();
    }

    @Override
    public String row(String term) {
        return any(term, text -> page.locator("dl > div:has(> dt:text-is(\"" + text + "\"))"))
                .innerText();
    }

    @Override
    public List<String> recoveryCodes() {
        return page.locator("ol.codes li").allInnerTexts();
    }

    @Override
    public boolean sees(String linkOrButton) {
        return isVisible(named(AriaRole.LINK, linkOrButton)) || isVisible(named(AriaRole.BUTTON, linkOrButton));
    }

    @Override
    public URI link(String link) {
        return address().resolve(named(AriaRole.LINK, link).getAttribute("href"));
    }

    @Override
    public String direction() {
        return page.locator("html").getAttribute("dir");
    }

    @Override
    public boolean hasField(String label) {
        return isVisible(field(label));
    }

    @Override
    public BufferedImage qrCode() {
        byte[] png = page.locator("svg[role=img]").screenshot();
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public String download(URI address) {
        return context.request().get(address.toString()).text();
    }

    @Override
    public void close() {
        context.close();
    }

    private void leave(Locator linkOrButton) {
        leave(linkOrButton::click);
    }

    /** Does what leads to another page. A redirect chain loads once, at its end. */
    void leave(Runnable step) {
        int before = loads;
        step.run();
        page.waitForCondition(() -> loads > before, new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    /** All links or buttons with this name. */
    Locator allNamed(AriaRole role, String name) {
        return all(
                name,
                text -> page.getByRole(
                        role, new GetByRoleOptions().setName(text).setExact(true)));
    }

    /** All fields with this label. */
    Locator allFields(String label) {
        // a section may have the same name
        return all(
                label,
                text -> page.getByLabel(text, new Page.GetByLabelOptions().setExact(true))
                        .and(page.locator("input, select, textarea")));
    }

    private Locator named(AriaRole role, String name) {
        return allNamed(role, name).first();
    }

    private Locator field(String label) {
        return allFields(label).first();
    }

    private Locator any(String text, Function<String, Locator> find) {
        return all(text, find).first();
    }

    private Locator all(String text, Function<String, Locator> find) {
        return wording.of(text).stream().map(find).reduce(Locator::or).orElseThrow();
    }

    /** At which place a list offers this, counted from 0. */
    int place(Locator list, String option) {
        List<String> offered = list.locator("option").allInnerTexts();
        return wording.of(option).stream()
                .map(offered::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + option + " among " + offered));
    }

    private static boolean isVisible(Locator locator) {
        return locator.count() > 0 && locator.isVisible();
    }

    /** The options of a browser as most people have it. */
    static NewContextOptions desktop() {
        List<String> clipboard = new ArrayList<>(List.of("clipboard-read", "clipboard-write"));
        // as fine as a phone's screen: a module of the QR code is 12 pixels then, enough to scan it every time
        return new NewContextOptions()
                .setLocale("en-US")
                .setPermissions(clipboard)
                .setDeviceScaleFactor(3);
    }
}
