package org.vestibule.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.vestibule.bench.load.LoadSettings;
import org.vestibule.bench.people.PeopleFiles;
import org.vestibule.bench.roster.RosterTrial;

import io.gatling.app.Gatling;

/** The command line: people, load, roster, micro. */
public final class Bench {

    private static final String USAGE = """
            java -jar bench.jar people COUNT DIRECTORY      an import file, its people and the client's secret
            java [-D...] -jar bench.jar load SIMULATION     Logins, ExamMorning, Refreshes, UserInfos, ClientCredentials, PublicDocuments, KeyRotations
            java [-D...] -jar bench.jar roster COUNT        a roster of so many people, and how fast they are found then
            java -jar bench.jar micro [JMH OPTIONS]         micro-benchmarks, and how they relate to one password hash
            """;

    private Bench() {}

    /** The terminal is this program's user interface, not its log. */
    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        List<String> words = Arrays.asList(arguments);
        String command = words.isEmpty() ? "" : words.get(0);
        if (command.equals("people") && words.size() == 3) {
            people(Integer.parseInt(words.get(1)), Path.of(words.get(2)), System.out);
        } else if (command.equals("load") && words.size() == 2) {
            load(words.get(1));
        } else if (command.equals("roster") && words.size() == 2) {
            LoadSettings settings = LoadSettings.fromSystemProperties();
            new RosterTrial(settings.issuer(), settings.files(), System.out)
                    .run(Integer.parseInt(words.get(1)), System.getProperty("pid", ""));
        } else if (command.equals("micro")) {
            new MicroBenchmarks(System.out).run(words.subList(1, words.size()));
        } else {
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static void people(int count, Path directory, PrintStream console) throws IOException {
        PeopleFiles files = new PeopleFiles(directory);
        files.write(count);
        console.println(count + " people are in " + files.usersFile() + ". Start the provider with IDP_IMPORT="
                + files.importFile().toAbsolutePath());
    }

    /** Ends the process: 0 when every request succeeded, else 2. */
    private static void load(String simulation) {
        String results = System.getProperty("results", "bench/target/gatling");
        Gatling.main(new String[] {"-s", "org.vestibule.bench.load." + simulation, "-rf", results});
    }
}
