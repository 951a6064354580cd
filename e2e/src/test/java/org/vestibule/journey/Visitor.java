package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a browser of their own, who finds things by what is written on them. */
interface Visitor extends AutoCloseable {

    void open(URI address);

    /** Follows a link. */
    void follow(String link);

    /** Presses a button that leads to another page, or to the same one anew. */
    void press(String button);

    /** Writes into the field with this label. */
    void type(String label, String text);

    /** Chooses from the list with this label. */
    void choose(String label, String option);

    /** Ticks a check box or picks a radio button. */
    void tick(String label);

    void untick(String label);

    /** Chooses a file for the field with this label. */
    void upload(String label, Path file);

    /** What is chosen in the list, or typed into the field, with this label. */
    String value(String label);

    /** The status of the answer that is shown. */
    int status();

    URI address();

    String heading();

    /** Everything that can be read on the page. */
    String text();

    /** What can be read in the row of this term. */
    String row(String term);

    /** The entries of the recovery codes. */
    List<String> recoveryCodes();

    /** Whether there is a link or button with exactly this text. */
    boolean sees(String linkOrButton);

    /** Where a link leads. */
    URI link(String link);

    /** In which direction the page is written. */
    String direction();

    /** Whether there is a field with this label. */
    boolean hasField(String label);

    /** The picture of the QR code, as it is on the screen. */
    BufferedImage qrCode();

    /** The text of an answer that is no page. */
    String download(URI address);

    @Override
    void close();

    /** Signs in on the page that is open. */
    default void signIn(Person person) {
        type("Username", person.username());
        type("Password", person.password());
        press("Sign in");
    }

    /** Enters a 6-digit code on the second-factor page. */
    default void enter(String code) {
        type("6-digit code", code);
        press("Sign in");
    }

    /** Has an LMS get new tokens for the same sign-in. */
    default void refreshTokens(URI lms) {
        open(lms.resolve("/how-you-signed-in"));
        press("Refresh now");
        if (!text().contains("Your tokens are new.")) {
            throw new AssertionError("There are no new tokens:\n" + text());
        }
    }

    /** What an LMS was told about the sign-in. */
    default JsonNode claims(URI lms) {
        return JsonMapper.shared().readTree(download(lms.resolve("/claims.json")));
    }
}
