package org.vestibule.journey;

import java.util.List;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages in a language of one's own choice, walked in any browser. */
final class LanguageWalk {

    private static final List<Tongue> ALL = List.of(
            new Tongue("English", "Language", "Change language", "Sign in", "ltr"),
            new Tongue("Deutsch", "Sprache", "Sprache ändern", "Anmelden", "ltr"),
            new Tongue("Ελληνικά", "Γλώσσα", "Αλλαγή γλώσσας", "Σύνδεση", "ltr"),
            new Tongue("العربية", "اللغة", "تغيير اللغة", "تسجيل الدخول", "rtl"));

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    LanguageWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** Through all four and back at the sign-in page; what is chosen in the account is there in the next browser too. */
    void fourLanguages(Person person) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            for (int from = 0; from < ALL.size(); from++) {
                change(visitor, ALL.get(from), ALL.get((from + 1) % ALL.size()));
            }
            // the way to the LMS was not lost
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.open(demo.provider().resolve("/account"));
            visitor.choose("Language", ALL.get(1).name());
            visitor.press("Change language");
            assertThat(visitor.heading()).isEqualTo("Profil");
        }
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/account"));
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Profil");
        }
    }

    private static void change(Visitor visitor, Tongue from, Tongue to) {
        visitor.choose(from.label(), to.name());
        visitor.press(from.button());
        assertThat(visitor.heading()).isEqualTo(to.heading());
        assertThat(visitor.direction()).isEqualTo(to.direction());
    }

    /**
     * A language.
     *
     * @param name as it stands in the list
     * @param label of the list
     * @param button beside the list
     * @param heading of the sign-in page
     * @param direction in which it is written
     */
    private record Tongue(String name, String label, String button, String heading, String direction) {}
}
