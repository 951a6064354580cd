package org.vestibule.bench.roster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.vestibule.bench.people.PeopleFiles;
import org.vestibule.bench.roster.Administrator.Taken;
import org.vestibule.bench.roster.Searches.Times;

/** A roster of new people, searches among them, the same people changed, and searches again; told as rows of a table. */
public final class RosterTrial {

    private static final int ROUNDS = 200;

    private final Pages pages;
    private final Administrator administrator;
    private final PrintStream console;

    public RosterTrial(URI issuer, PeopleFiles files, PrintStream console) {
        this.pages = new Pages(issuer);
        this.administrator = new Administrator(pages, files.administrator());
        this.console = console;
    }

    /** @param pid of the provider, whose memory is told where the system tells it */
    public void run(int people, String pid) throws IOException {
        administrator.signIn();
        tell("new people", administrator.importRoster(roster(people, 0)), pid);
        tell(new Searches(pages).run(ROUNDS, people));
        administrator.signOut();
        administrator.signIn();
        tell("the same people, each in another group", administrator.importRoster(roster(people, 1)), pid);
        tell(new Searches(pages).run(ROUNDS, people));
    }

    private void tell(String what, Taken taken, String pid) throws IOException {
        console.println(String.format(
                Locale.ROOT,
                "| %s: read / compared / imported, together | %.1f / %.1f / %.1f, %.1f s; progress seen at %d places |",
                what,
                taken.read() / 1e3,
                taken.compared() / 1e3,
                taken.imported() / 1e3,
                taken.all() / 1e3,
                taken.progress()));
        Path status = Path.of("/proc", pid, "status");
        if (!pid.isEmpty() && Files.isReadable(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                lines.filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D+", ""))
                        .forEach(kib -> console.println("| memory of the provider, most until then | "
                                + Long.parseLong(kib) / 1024 + " MiB resident |"));
            }
        }
    }

    private void tell(Map<String, Times> times) {
        Times live = times.getOrDefault(Searches.LIVE, new Times(0, 0));
        times.forEach((name, time) -> console.println(String.format(
                Locale.ROOT,
                "| %s | %.1f / %.1f | %.1f | %s |",
                name,
                time.p50(),
                time.p95(),
                time.p95() / live.p95(),
                time.isFastBeside(live) ? "yes" : "no")));
    }

    /** Everybody has the letter s, each of the names one in eight, two names together one in 64. */
    static String roster(int people, int shift) {
        String[] given = {"Anna", "Ben", "Clara", "David", "Eleni", "Fatma", "Georg", "Hanna"};
        String[] family = {"Ashford", "Becker", "Courtenay", "Dimitriou", "El Amin", "Fischer", "Georgiou", "Haddad"};
        return IntStream.range(0, people)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "student%d,student%1$d@example.org,%s,%s,year-%d|all",
                        i,
                        given[i % 8],
                        family[i / 8 % 8],
                        (i + shift) % 13))
                .collect(Collectors.joining("\n", "username,email,givenName,familyName,groups\n", "\n"));
    }
}
