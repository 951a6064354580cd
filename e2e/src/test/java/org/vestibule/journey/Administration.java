package org.vestibule.journey;

import org.jspecify.annotations.Nullable;
import org.vestibule.demo.RunningDemo;

/** What the administrator has decided: puts the Security page into the state that a journey starts from. */
final class Administration {

    static final String QR = "Using a QR code service";
    static final String SMS = "Using an SMS messaging service";
    static final String SWITCH = "Enable 2-factor authentication";

    private final RunningDemo demo;

    Administration(RunningDemo demo) {
        this.demo = demo;
    }

    /** Turns 2-factor authentication on with these services. */
    void offer(String qrCodeService, String smsService) {
        try (PlainVisitor admin = new PlainVisitor()) {
            openSecurity(admin);
            admin.tick(SWITCH);
            admin.choose(QR, qrCodeService);
            admin.choose(SMS, smsService);
            if (smsService.equals("Twilio")) {
                typeTwilio(admin);
            }
            admin.press("Save");
            requireSaved(admin);
        }
    }

    /** While something is done, people without a second factor enter a code by mail; this administrator is signed in before. */
    void codesByMail(Runnable steps) {
        try (PlainVisitor admin = new PlainVisitor()) {
            openSecurity(admin);
            codesByMail(admin, "On");
            try {
                steps.run();
            } finally {
                admin.open(demo.provider().resolve("/admin/settings/security"));
                codesByMail(admin, "Off");
            }
        }
    }

    private static void codesByMail(PlainVisitor admin, String choice) {
        admin.choose("Using email", choice);
        admin.press("Save");
        requireSaved(admin);
    }

    /** Turns it off; people who have it are asked or not. */
    void turnOff(String whoIsAsked) {
        try (PlainVisitor admin = new PlainVisitor()) {
            openSecurity(admin);
            admin.open(demo.provider().resolve("/admin/settings/security/turn-off"));
            admin.tick(whoIsAsked);
            admin.type("Type \"do not ask anyone\" to confirm", "do not ask anyone");
            admin.press("Turn off");
            requireSaved(admin);
        }
    }

    /** Says that a group must use it, or with null that nobody must. Everybody would be the administrator too. */
    void require(@Nullable String group) {
        try (PlainVisitor admin = new PlainVisitor()) {
            openSecurity(admin);
            admin.tick(group == null ? "Nobody" : "Chosen groups");
            admin.type("Groups", group == null ? "" : group);
            admin.press("Save");
            requireSaved(admin);
        }
    }

    /** Signs in and goes to System settings, Security. */
    void openSecurity(Visitor admin) {
        admin.open(demo.provider());
        admin.signIn(Person.ADMIN);
        admin.follow("Administration");
        admin.follow("System settings");
    }

    /** Signs in as somebody with a role and goes to a person's page. */
    void openUser(Visitor visitor, Person staff, Person person) {
        visitor.open(demo.provider().resolve("/admin/users"));
        visitor.signIn(staff);
        showUser(visitor, person);
    }

    /** Searches for a person and follows the name. */
    void showUser(Visitor visitor, Person person) {
        visitor.open(demo.provider().resolve("/admin/users?q=" + person.username()));
        visitor.follow(person.name());
    }

    /** Types what the how-to says was copied from Twilio. */
    static void typeTwilio(Visitor admin) {
        admin.type("Service SID", "AC0123456789abcdef0123456789abcdef");
        admin.type("Service Key", "the AUTH TOKEN".replace(' ', '-'));
        admin.type("Service phone", "+1234567890");
    }

    private static void requireSaved(PlainVisitor admin) {
        if (!admin.text().contains("Settings saved")) {
            throw new AssertionError("The settings were not saved:\n" + admin.text());
        }
    }
}
