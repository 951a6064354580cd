package org.vestibule.demo;

/** What the terminal shows when the demo is ready. */
final class Announcement {

    private final DemoSettings settings;

    Announcement(DemoSettings settings) {
        this.settings = settings;
    }

    String text() {
        return """

                The demo is ready.

                  Sample LMS         %1$s   start here: press "Sign in"
                  Second sample LMS  %2$s   same account, no second sign-in
                  Vestibule          %3$s   profile: %3$s/account
                  Administration     %3$s/admin/settings/security
                  Text messages      %3$s/demo/messages   the demo's phones
                  Mail               %3$s/demo/mail   the demo's mailboxes
                  Health, metrics    %4$s/actuator

                  Account   Password               What it is for
                  admin     demo-admin-password    System settings, Security
                  teacher   demo-teacher-password  a person in the group "teachers"
                  student   demo-student-password  a person in the group "students"

                  To switch 2-factor authentication on, sign in as admin and open System settings, Security.
                  The logs are in %5$s. The data stays there between runs; ./mvnw -Pdemo clean deletes it.
                  Press Ctrl-C to stop.
                """.formatted(
                        settings.origin(DemoPort.LMS_PORT),
                        settings.origin(DemoPort.LMS2_PORT),
                        settings.issuer(),
                        settings.origin(DemoPort.IDP_MANAGEMENT_PORT),
                        settings.directory());
    }
}
