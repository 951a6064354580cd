package org.vestibule.journey;

import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that asks before it learns anything (OID-14), walked in any browser. */
final class ConsentWalk {

    private static final String ASKED = "Allow Sample LMS 2 to use your account?";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    ConsentWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** Refused, allowed, not asked again, withdrawn, asked again. */
    void consent(Person person) {
        ask(true);
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.secondLms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo(ASKED);
            assertThat(visitor.text()).contains("Your name and username").contains("Your email address");
            visitor.press("Cancel");
            assertThat(visitor.heading()).isEqualTo("You did not sign in");
            visitor.follow("Try again");
            assertThat(visitor.heading()).isEqualTo(ASKED);
            visitor.press("Allow");
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.press("Sign out here");
            visitor.open(demo.secondLms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.press("Sign out here");

            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.text()).contains("Applications I allowed");
            visitor.press("Withdraw what Sample LMS 2 was allowed");
            assertThat(visitor.text())
                    .contains("The application cannot use your account any more")
                    .doesNotContain("Applications I allowed");
            visitor.open(demo.secondLms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo(ASKED);
        } finally {
            ask(false);
        }
    }

    private void ask(boolean consent) {
        try (Visitor admin = browsers.get()) {
            admin.open(demo.provider().resolve("/admin/clients"));
            admin.signIn(Person.ADMIN);
            admin.follow("Sample LMS 2");
            admin.follow("Edit");
            if (consent) {
                admin.tick("Ask for consent");
            } else {
                admin.untick("Ask for consent");
            }
            admin.press("Save");
            assertThat(admin.text()).contains("Changes saved");
        }
    }
}
