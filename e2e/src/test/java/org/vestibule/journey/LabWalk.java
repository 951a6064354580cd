package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** One learner after the other at a shared computer; walked in any browser. */
final class LabWalk {

    private static final String REGISTER = "Register this browser as a shared computer";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    LabWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** An administrator registers the browser at hand. */
    static void register(Visitor admin, URI provider, String name) {
        admin.open(provider.resolve("/admin/shared-computers"));
        admin.signIn(Person.ADMIN);
        admin.follow(REGISTER);
        admin.type("Name of the computer or room", name);
        admin.press(REGISTER);
        assertThat(admin.text()).contains("This browser is a shared computer now. You are signed out");
    }

    /** Works at both LMSs and makes room; the next one finds nothing of it. */
    void nextLearner(Person person, Person next, String room) {
        List<URI> both = List.of(demo.lms(), demo.secondLms());
        try (Visitor visitor = browsers.get()) {
            register(visitor, demo.provider(), room);
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.text()).contains(room);
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.open(demo.secondLms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            String sub = visitor.claims(demo.secondLms()).get("sub").asString();
            visitor.open(demo.provider().resolve("/account"));
            visitor.press("Next learner");
            assertThat(visitor.text())
                    .contains("You are signed out", "Also signed out of", "Sample LMS", "Sample LMS 2")
                    .doesNotContain("have not confirmed")
                    .doesNotContain(person.username());
            for (URI lms : both) {
                assertThat(visitor.download(lms.resolve("/claims.json"))).doesNotContain("sub");
            }
            visitor.open(demo.provider().resolve("/signed-out"));
            visitor.follow("Sign in");
            assertThat(visitor.value("Username")).isEmpty();
            for (URI lms : both) {
                visitor.open(lms.resolve("/courses"));
                assertThat(visitor.heading()).isEqualTo("Sign in");
                assertThat(visitor.value("Username")).isEmpty();
                assertThat(visitor.text()).doesNotContain(person.username());
            }
            visitor.signIn(next);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.secondLms()).get("sub").asString()).isNotEqualTo(sub);
        }
        remove(room);
    }

    /** From another computer; there is one button to sign everyone out, too. */
    private void remove(String room) {
        try (Visitor admin = browsers.get()) {
            admin.open(demo.provider().resolve("/admin/shared-computers"));
            admin.signIn(Person.ADMIN);
            assertThat(admin.text()).contains(room);
            admin.follow("Sign out everyone on this computer");
            admin.press("Sign out everyone on this computer");
            assertThat(admin.text()).contains("Everyone was signed out there");
            admin.follow("Remove");
            admin.press("Remove");
            assertThat(admin.text()).contains("Shared computer removed").doesNotContain(room);
        }
    }
}
