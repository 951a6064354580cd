package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlFileInput;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlLabel;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;

/** A visitor whose browser runs no JavaScript. */
final class PlainVisitor implements Visitor {

    private final WebClient browser = new WebClient();
    private HtmlPage page;

    PlainVisitor() {
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setDownloadImages(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.getOptions().setTimeout(120_000);
    }

    @Override
    public void open(URI address) {
        show(() -> browser.getPage(address.toString()));
    }

    @Override
    public void follow(String link) {
        show(() -> page.getAnchorByText(link).click());
    }

    @Override
    public void press(String button) {
        HtmlElement found =
                page.getFirstByXPath("//button[normalize-space()='" + button + "' or @aria-label='" + button + "']");
        if (found == null) {
            throw new AssertionError("There is no button " + button + " on:\n" + text());
        }
        show(found::click);
    }

    @Override
    public void type(String label, String text) {
        if (field(label) instanceof HtmlTextArea area) {
            area.setText(text);
        } else {
            ((HtmlInput) field(label)).setValue(text);
        }
    }

    @Override
    public void choose(String label, String option) {
        HtmlSelect select = (HtmlSelect) field(label);
        select.setSelectedAttribute(select.getOptionByText(option), true);
    }

    @Override
    public void tick(String label) {
        ((HtmlInput) field(label)).setChecked(true);
    }

    @Override
    public void untick(String label) {
        ((HtmlInput) field(label)).setChecked(false);
    }

    @Override
    public void upload(String label, Path file) {
        ((HtmlFileInput) field(label)).setFiles(file.toFile());
    }

    @Override
    public String value(String label) {
        HtmlElement field = field(label);
        return field instanceof HtmlSelect select
                ? select.getSelectedOptions().get(0).getText()
                : ((HtmlInput) field).getValue();
    }

    @Override
    public int status() {
        return page.getWebResponse().getStatusCode();
    }

    @Override
    public URI address() {
        try {
            return page.getUrl().toURI();
        } catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public String heading() {
        return page.<DomNode>getFirstByXPath("//h1").asNormalizedText();
    }

    @Override
    public String text() {
        return page.asNormalizedText();
    }

    @Override
    public String row(String term) {
        return page.<DomNode>getFirstByXPath("//div[dt[normalize-space()='" + term + "']]")
                .asNormalizedText();
    }

    @Override
    public List<String> recoveryCodes() {
        return page.querySelectorAll("ol.codes li").stream()
                .map(DomNode::asNormalizedText)
                .toList();
    }

    @Override
    public boolean sees(String linkOrButton) {
        return page.getFirstByXPath("//*[(self::a or self::button) and normalize-space()='" + linkOrButton + "']")
                != null;
    }

    @Override
    public URI link(String link) {
        return address().resolve(page.getAnchorByText(link).getHrefAttribute());
    }

    @Override
    public String direction() {
        return page.getDocumentElement().getAttribute("dir");
    }

    @Override
    public boolean hasField(String label) {
        return labels(label).findAny().isPresent();
    }

    @Override
    public BufferedImage qrCode() {
        DomElement path = page.querySelector("svg[role=img] path");
        return QrPicture.draw(path.getAttribute("d"));
    }

    @Override
    public String download(URI address) {
        try {
            return browser.getPage(address.toString()).getWebResponse().getContentAsString();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The status of an answer that is no page. */
    int statusOf(URI address) {
        try {
            return browser.getPage(address.toString()).getWebResponse().getStatusCode();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Where the next redirect would lead, without following it. */
    URI redirectOf(URI address) {
        browser.getOptions().setRedirectEnabled(false);
        try {
            return URI.create(
                    browser.getPage(address.toString()).getWebResponse().getResponseHeaderValue("Location"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } finally {
            browser.getOptions().setRedirectEnabled(true);
        }
    }

    /** The page as it came. */
    String source() {
        return page.getWebResponse().getContentAsString();
    }

    @Override
    public void close() {
        browser.close();
    }

    private HtmlElement field(String label) {
        return labels(label)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no field " + label + " on:\n" + text()))
                .getLabeledElement();
    }

    private Stream<HtmlLabel> labels(String text) {
        return page.getElementsByTagName("label").stream()
                .map(HtmlLabel.class::cast)
                .filter(label -> label.asNormalizedText().equals(text));
    }

    private interface Step {
        Page take() throws IOException;
    }

    private void show(Step step) {
        try {
            page = (HtmlPage) step.take();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
