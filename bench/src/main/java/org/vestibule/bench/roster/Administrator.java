package org.vestibule.bench.roster;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.vestibule.bench.people.Learner;
import org.vestibule.bench.people.Person;
import org.vestibule.bench.roster.Pages.Page;

/** Signs in, and imports rosters by the pages. */
final class Administrator {

    private static final String IMPORT = "/admin/users/import";
    private static final Pattern PROGRESS = Pattern.compile("<progress[^>]*value=\"(\\d+)\"");
    private static final int BETWEEN_LOOKS = 500;

    private final Pages pages;
    private final Learner person;

    Administrator(Pages pages, Person person) {
        this.pages = pages;
        this.person = new Learner(person);
    }

    /**
     * What an import took, in milliseconds.
     *
     * @param progress how many different positions its page showed meanwhile
     */
    record Taken(long read, long compared, long imported, int progress) {

        long all() {
            return read + compared + imported;
        }
    }

    /** An import asks for a proof of the last minutes. */
    void signIn() {
        Clock clock = Clock.systemUTC();
        Learner.awaitNextCode(clock);
        Page code = pages.submit(
                pages.open("/login"),
                "/login",
                Map.of(
                        "username", person.person().username(),
                        "password", person.person().password()));
        pages.submit(code, "/login/second-factor", Map.of("code", person.code(clock.instant())));
    }

    void signOut() {
        pages.submit(pages.open("/account"), "/logout", Map.of());
    }

    Taken importRoster(String roster) {
        long start = System.nanoTime();
        Page page = pages.upload(pages.open(IMPORT), IMPORT, roster);
        long read = millisSince(start);
        start = System.nanoTime();
        Moved compared = await(page);
        long compare = millisSince(start);
        start = System.nanoTime();
        String form = compared.end().path();
        Moved imported = await(pages.submit(compared.end(), form, Map.of()));
        if (!imported.end().body().contains("The roster has been imported")) {
            throw new IllegalStateException("not imported: " + imported.end().body());
        }
        return new Taken(read, compare, millisSince(start), compared.looks() + imported.looks());
    }

    private record Moved(Page end, int looks) {}

    private Moved await(Page first) {
        Page page = first;
        String last = "";
        int looks = 0;
        while (page.path().endsWith("/progress")) {
            Matcher shown = PROGRESS.matcher(page.body());
            if (shown.find() && !shown.group(1).equals(last)) {
                last = shown.group(1);
                looks++;
            }
            pause();
            page = pages.open(page.path());
        }
        return new Moved(page, looks);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
