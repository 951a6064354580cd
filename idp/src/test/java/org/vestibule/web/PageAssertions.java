package org.vestibule.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.htmlunit.cyberneko.html.dom.HTMLDocumentImpl;
import org.htmlunit.cyberneko.parsers.DOMParser;
import org.htmlunit.cyberneko.xerces.xni.parser.XMLInputSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** What ux.md sections 2 and 11 ask of every page; any test that has the HTML of a page can call it. */
public final class PageAssertions {

    private static final Pattern MISSING_MESSAGE = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");
    private static final Set<String> UNLABELLED_TYPES = Set.of("hidden", "submit", "button");

    private final Document page;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private PageAssertions(Document page) {
        this.page = page;
    }

    /** Fails with the list of everything that is wrong with a page. */
    public static void assertSound(String html) {
        PageAssertions assertions = new PageAssertions(parse(html));
        assertions.checkIds();
        assertions.checkFrame();
        assertions.checkReferences();
        assertions.checkFields();
        assertions.checkNothingInline();
        if (MISSING_MESSAGE.matcher(html).find()) {
            assertions.faults.add("a message is missing");
        }
        assertThat(assertions.faults).as(html).isEmpty();
    }

    private static Document parse(String html) {
        try {
            DOMParser parser = new DOMParser(HTMLDocumentImpl.class);
            parser.parse(new XMLInputSource(null, "page", null, new StringReader(html), "UTF-8"));
            return parser.getDocument();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void checkIds() {
        all("*").filter(element -> element.hasAttribute("id")).forEach(element -> {
            expect(ids.add(element.getAttribute("id")), "id twice", element);
        });
    }

    private void checkFrame() {
        Element root = page.getDocumentElement();
        expect(!root.getAttribute("lang").isEmpty() && root.getAttribute("dir").matches("ltr|rtl"), "lang, dir", root);
        expect(all("h1").count() == 1, "one h1", root);
        expect(
                all("main").map(main -> main.getAttribute("id")).toList().equals(List.of("main")),
                "one main with its id",
                root);
        expect(all("title").allMatch(title -> title.getTextContent().contains(" – ")), "title", root);
        expect(ids.contains("status"), "status region", root);
        expect(all("*").filter(element -> element.hasAttribute("autofocus")).count() <= 1, "autofocus once", root);
        all("img").forEach(image -> expect(image.hasAttribute("alt"), "alt", image));
        all("button").forEach(button -> expect(!button.getTextContent().isBlank(), "button without text", button));
        all("a").forEach(link -> expect(!link.getTextContent().isBlank(), "link without text", link));
    }

    private void checkReferences() {
        for (String attribute : List.of("for", "aria-describedby", "aria-labelledby")) {
            all("*").filter(element -> element.hasAttribute(attribute))
                    .forEach(element -> expect(
                            ids.containsAll(List.of(
                                    element.getAttribute(attribute).strip().split("\\s+"))),
                            attribute,
                            element));
        }
        all("a").map(link -> link.getAttribute("href"))
                .filter(href -> href.startsWith("#"))
                .forEach(href -> expect(ids.contains(href.substring(1)), href, page.getDocumentElement()));
    }

    private void checkFields() {
        Set<String> labelled = new HashSet<>(
                all("label").map(label -> label.getAttribute("for")).toList());
        Stream.of("input", "select", "textarea")
                .flatMap(this::all)
                .filter(field -> !UNLABELLED_TYPES.contains(field.getAttribute("type")))
                .forEach(field -> expect(labelled.contains(field.getAttribute("id")), "label", field));
        all("form")
                .filter(form -> form.getAttribute("method").equalsIgnoreCase("post"))
                .forEach(form -> expect(form.getElementsByTagName("input").getLength() > 0, "CSRF field", form));
    }

    /** WEB-02. */
    private void checkNothingInline() {
        all("style").forEach(style -> expect(false, "inline style", style));
        all("script").forEach(script -> expect(script.hasAttribute("src"), "inline script", script));
        all("*").forEach(element -> {
            for (int at = 0; at < element.getAttributes().getLength(); at++) {
                String name = element.getAttributes().item(at).getNodeName();
                expect(!name.matches("(?i)style|on.*|hx-on.*|th:.*"), name, element);
            }
        });
    }

    private Stream<Element> all(String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return Stream.iterate(0, at -> at < nodes.getLength(), at -> at + 1)
                .map(nodes::item)
                .map(Element.class::cast);
    }

    private void expect(boolean holds, String what, Element element) {
        if (!holds) {
            Node id = element.getAttributes().getNamedItem("id");
            faults.add(what + ": <" + element.getTagName() + (id == null ? ">" : " id=" + id.getNodeValue() + ">"));
        }
    }
}
