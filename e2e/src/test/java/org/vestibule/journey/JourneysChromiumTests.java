package org.vestibule.journey;

import java.util.Locale;

import org.junit.jupiter.api.extension.RegisterExtension;

/** In Chromium, with JavaScript and the content security policies in force. */
class JourneysChromiumTests extends Journeys {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @Override
    Visitor visitor() {
        return CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH);
    }

    @Override
    String kind() {
        return "chromium";
    }

    @Override
    String digits() {
        return "72";
    }
}
