package org.vestibule.journey;

import java.util.Locale;
import java.util.function.Function;

import org.vestibule.demo.RunningDemo;

/** The pages of System settings, Users, Applications and the rest of the administration, in one language. */
final class AdministrationTour {

    private final RunningDemo demo;
    private final Look look;
    private final Traveller traveller;
    private final Function<Locale, ChromiumVisitor> browsers;

    AdministrationTour(RunningDemo demo, Look look, Traveller traveller, Function<Locale, ChromiumVisitor> browsers) {
        this.demo = demo;
        this.look = look;
        this.traveller = traveller;
        this.browsers = browsers;
    }

    void walk() {
        new Administration(demo).offer("Google Authenticator", "None");
        try (ChromiumVisitor admin = browsers.apply(traveller.language())) {
            open(admin, "/");
            admin.signIn(Person.ADMIN);
            speak(admin, traveller.language());
            try {
                pages(admin);
            } finally {
                // all other journeys know this administrator in English
                open(admin, "/account");
                speak(admin, Locale.ENGLISH);
            }
        }
    }

    private static void speak(ChromiumVisitor admin, Locale language) {
        admin.page().locator("#language").selectOption(language.getLanguage());
        admin.press("Change language");
        if (!language.getLanguage().equals(admin.page().locator("html").getAttribute("lang"))) {
            throw new AssertionError("the pages do not speak " + language);
        }
    }

    private void pages(ChromiumVisitor admin) {
        settings(admin);
        users(admin);
        applications(admin);
        open(admin, "/admin/audit");
        look.take(admin, "audit-log");
        open(admin, "/admin/users/import");
        look.take(admin, "roster");
        open(admin, "/admin/settings/trusted-browsers");
        look.take(admin, "trusted-browsers-rules");
        open(admin, "/no-such-page");
        look.take(admin, "not-found");
        sharedComputers(admin);
    }

    private void sharedComputers(ChromiumVisitor admin) {
        open(admin, "/admin/shared-computers");
        admin.follow("Register this browser as a shared computer");
        admin.press("Register this browser as a shared computer");
        look.take(admin, "register-shared-computer-refused");
        admin.type("Name of the computer or room", "Room 12 (" + traveller + ")");
        admin.press("Register this browser as a shared computer");
        look.take(admin, "shared-computer-registered");
        admin.follow("Sign in");
        look.take(admin, "sign-in-shared");
        admin.signIn(Person.ADMIN);
        look.take(admin, "profile-shared");
        open(admin, "/admin/shared-computers");
        look.take(admin, "shared-computers");
        admin.follow("Sign out everyone on this computer");
        look.take(admin, "shared-computer-sign-out");
        admin.page().goBack();
        admin.follow("Remove");
        look.take(admin, "shared-computer-remove");
        admin.press("Remove");
    }

    private void settings(ChromiumVisitor admin) {
        open(admin, "/admin/settings/security");
        admin.choose(Administration.SMS, "Twilio");
        admin.type("Service SID", "1234");
        admin.press("Save");
        look.take(admin, "security-refused");
        Administration.typeTwilio(admin);
        admin.press("Save");
        admin.unfold("How to get these values from Twilio");
        look.take(admin, "security");
        open(admin, "/admin/settings/security/turn-off");
        look.take(admin, "turn-off");
    }

    private void users(ChromiumVisitor admin) {
        open(admin, "/admin/users");
        look.take(admin, "users");
        admin.follow("New user");
        admin.press("Create");
        look.take(admin, "new-user-refused");
        admin.type("Username", "new-in-" + traveller);
        admin.type("Email", "new-in-" + traveller + "@example.org");
        admin.press("Create");
        look.take(admin, "user");
        admin.follow("Edit");
        look.take(admin, "edit-user");
        for (String action : new String[] {"Disable", "Sign out everywhere", "Send a new activation link"}) {
            admin.page().goBack();
            admin.follow(action);
            look.take(admin, "user-" + action.toLowerCase(Locale.ROOT).replace(' ', '-'));
        }
    }

    private void applications(ChromiumVisitor admin) {
        open(admin, "/admin/clients");
        look.take(admin, "applications");
        admin.follow("New application");
        look.take(admin, "application-platform");
        admin.choose("Platform", "Moodle (OAuth 2 services, built in)");
        admin.press("Continue");
        admin.press("Create");
        look.take(admin, "new-application-refused");
        admin.type("Name", "Moodle " + traveller);
        admin.type("Redirect addresses", "https://" + traveller + ".lms.example.org/admin/oauth2callback.php");
        admin.press("Create");
        look.take(admin, "application-secret");
        admin.follow("I have copied it");
        look.take(admin, "application");
        admin.follow("Edit");
        look.take(admin, "edit-application");
        admin.page().goBack();
        admin.follow("Replace secret");
        look.take(admin, "replace-secret");
        admin.page().goBack();
        admin.follow("Delete");
        look.take(admin, "delete-application");
    }

    private void open(ChromiumVisitor visitor, String path) {
        visitor.open(demo.provider().resolve(path));
    }
}
