package org.vestibule.web;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What the frame of a page shows; templates read it as {@code ${page}}.
 *
 * @param product the product name
 * @param help the operator's words to people who cannot sign in, empty where there are none
 * @param path the path of the request, to mark the current entry of a navigation
 * @param back the address of this page, for a form that only changes how it looks; null where it cannot be opened again
 * @param direction of the page's language: {@code ltr} or {@code rtl}
 * @param role whether the visitor has a role, asked only by the pages that show it
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
        Predicate<String> role,
        @Nullable String status,
        boolean failed,
        String assets) {

    static final String ATTRIBUTE = "page";

    public boolean isAdministrator() {
        return role.test("ADMIN");
    }

    public boolean isHelpDesk() {
        return role.test("HELP_DESK");
    }

    public boolean isAuditor() {
        return role.test("AUDITOR");
    }

    /** Whether the visitor may open any page of the administration. */
    public boolean isStaff() {
        return isAdministrator() || isHelpDesk() || isAuditor();
    }

    /** The languages to choose from. */
    public List<Locale> getLanguages() {
        return Languages.ALL;
    }

    Page asFailed() {
        return new Page(product, help, path, back, direction, role, status, true, assets);
    }

    Page withStatus(String text) {
        return new Page(product, help, path, back, direction, role, text, failed, assets);
    }
}
