package org.vestibule.web;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the frame of a page shows; templates read it as {@code ${page}}.
 *
 * @param product the product name
 * @param help the operator's words to people who cannot sign in, empty where there are none
 * @param path the path of the request, to mark the current entry of a navigation
 * @param back the address of this page, for a form that only changes how it looks; null where it cannot be opened again
 * @param direction of the page's language: {@code ltr} or {@code rtl}
 * @param administration whether the visitor may open the administration, asked only by the pages that show it
 * @param status the text for the status region, null where nothing was confirmed
 * @param failed whether the page comes back because a form was refused
 * @param assets changes whenever a static file changes, so that browsers may keep them for long
 */
record Page(
        String product,
        String help,
        String path,
        @Nullable String back,
        String direction,
        BooleanSupplier administration,
        @Nullable String status,
        boolean failed,
        String assets) {

    static final String ATTRIBUTE = "page";

    public boolean isAdministrator() {
        return administration.getAsBoolean();
    }

    /** The languages to choose from. */
    public List<Locale> getLanguages() {
        return Languages.ALL;
    }

    Page asFailed() {
        return new Page(product, help, path, back, direction, administration, status, true, assets);
    }

    Page withStatus(String text) {
        return new Page(product, help, path, back, direction, administration, text, failed, assets);
    }
}
