package org.vestibule.journey;

import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A code by mail after the password, for people without a second factor; walked in any browser. */
final class MailCodeWalk {

    private static final String SWITCH = "Using email";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    MailCodeWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** Asked while it is on, no second factor for the LMS, and not asked when it is off again. */
    void codeByMail(Person person) {
        Administration administration = new Administration(demo);
        administration.offer("Google Authenticator", "None");
        // signed in all the while: the administrator would be asked too
        try (Visitor admin = browsers.get()) {
            administration.openSecurity(admin);
            assertThat(admin.value(SWITCH)).isEqualTo("Off");
            switchTo(admin, "On");
            try {
                asked(person);
            } finally {
                switchTo(admin, "Off");
            }
        }
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    private void asked(Person person) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.text()).contains("We sent a mail to");
            String code = new Mailbox(demo.provider()).code(person.address(), "Your code for Vestibule");
            visitor.enter(code.equals("000000") ? "111111" : "000000");
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.text()).contains("That code is not correct");
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.hasField("6-digit code")).isTrue();
            visitor.open(demo.lms().resolve("/courses"));
            visitor.enter(code);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            JsonNode claims = visitor.claims(demo.lms());
            assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
            assertThat(claims.get("acr").asString()).isEqualTo("https://refeds.org/profile/sfa");
        }
    }

    private static void switchTo(Visitor admin, String option) {
        admin.choose(SWITCH, option);
        admin.press("Save");
        assertThat(admin.text()).contains("Settings saved");
    }
}
