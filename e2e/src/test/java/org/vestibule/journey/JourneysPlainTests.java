package org.vestibule.journey;

/** Without JavaScript. */
class JourneysPlainTests extends Journeys {

    @Override
    Visitor visitor() {
        return new PlainVisitor();
    }

    @Override
    String kind() {
        return "plain";
    }

    @Override
    String digits() {
        return "71";
    }
}
