package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.vestibule.demo.FurtherLms;
import org.vestibule.demo.RunningDemo;
import org.vestibule.requirement.Requirement;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** A third LMS that an administrator connects from the page Applications alone, as {@code docs/lms/sample-lms.md} says. */
class FurtherLmsTests {

    private static final String NAME = "Sample LMS 3 – Ü";

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();

    /** OID-15, too: who signs out at one is signed out at all. */
    @Requirement("OID-15")
    @Test
    void lmsWhenConnectedFromThePageAloneThenSingleSignOnAndSignOutReachAllThree() {
        int port = RunningDemo.freePort();
        URI third = URI.create("http://localhost:" + port);
        String block = connect(third);
        List<URI> all = List.of(demo.lms(), demo.secondLms(), third);
        try (FurtherLms started = demo.startLms(block, port);
                ChromiumVisitor visitor = visitor()) {
            visitor.open(started.address());
            assertThat(visitor.text()).contains(NAME);
            visitor.follow("Sign in");
            assertThat(visitor.text()).contains("to continue to " + NAME);
            visitor.signIn(Person.of("otto"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            requireSingleSignOn(visitor, all);
            visitor.open(third.resolve("/courses"));
            visitor.press("Sign out everywhere");
            assertThat(visitor.address()).isEqualTo(third.resolve("/"));
            requireSignedOut(visitor, all);
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("otto"));
            requireSingleSignOn(visitor, all);
            visitor.open(demo.provider().resolve("/account"));
            visitor.press("Sign out");
            assertThat(visitor.text())
                    .contains("Also signed out of", "Sample LMS", "Sample LMS 2", NAME)
                    .doesNotContain("have not confirmed");
            requireSignedOut(visitor, all);
            requireNextLearner(visitor, all);
        }
    }

    /** At a shared computer nothing of the first person is left in three applications. */
    private void requireNextLearner(ChromiumVisitor visitor, List<URI> all) {
        LabWalk.register(visitor, demo.provider(), "Room 14");
        visitor.open(demo.lms().resolve("/courses"));
        visitor.signIn(Person.of("otto"));
        requireSingleSignOn(visitor, all);
        visitor.open(demo.provider().resolve("/account"));
        visitor.press("Next learner");
        assertThat(visitor.text())
                .contains("Also signed out of", "Sample LMS", "Sample LMS 2", NAME)
                .doesNotContain("have not confirmed");
        requireSignedOut(visitor, all);
    }

    /** What the page gives to copy, with the secret that it shows this once. */
    private String connect(URI lms) {
        try (ChromiumVisitor admin = visitor()) {
            admin.open(demo.provider().resolve("/admin/clients"));
            admin.signIn(Person.ADMIN);
            admin.follow("New application");
            admin.choose("Platform", "Vestibule's sample LMS");
            admin.press("Continue");
            admin.type("Name", NAME);
            admin.type("Redirect addresses", lms + "/login/oauth2/code/vestibule");
            admin.type("Sign-out addresses", lms + "/");
            admin.type("Back-channel sign-out address", lms + "/logout/connect/back-channel/vestibule");
            admin.press("Create");
            Page page = admin.page();
            admin.pressHere("Copy all");
            page.waitForCondition(() -> !page.locator("#status").innerText().isEmpty());
            return (String) page.evaluate("navigator.clipboard.readText()");
        }
    }

    private static void requireSingleSignOn(ChromiumVisitor visitor, List<URI> all) {
        String session = null;
        for (URI lms : all) {
            visitor.open(lms.resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            String sid = visitor.claims(lms).get("sid").asString();
            assertThat(sid).isEqualTo(session == null ? sid : session);
            session = sid;
        }
    }

    private static void requireSignedOut(ChromiumVisitor visitor, List<URI> all) {
        for (URI lms : all) {
            assertThat(visitor.download(lms.resolve("/claims.json"))).doesNotContain("sub");
        }
    }

    private static ChromiumVisitor visitor() {
        return CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH);
    }
}
