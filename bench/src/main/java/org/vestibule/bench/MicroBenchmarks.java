package org.vestibule.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs JMH and relates all to one password hash of the same run: a machine's speed cancels out, its neighbours less so. */
final class MicroBenchmarks {

    private static final String REFERENCE = "PasswordHashBenchmark.inForce";

    private final PrintStream console;

    MicroBenchmarks(PrintStream console) {
        this.console = console;
    }

    void run(List<String> options) throws RunnerException, CommandLineOptionException {
        CommandLineOptions parsed = new CommandLineOptions(options.toArray(String[]::new));
        Collection<RunResult> results = new Runner(parsed).run();
        results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith(REFERENCE))
                .findAny()
                .ifPresent(reference -> relate(results, score(reference)));
    }

    private void relate(Collection<RunResult> results, double reference) {
        console.println();
        console.println("Share of one password hash:");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            console.println(String.format(Locale.ROOT, "%-45s %10.5f", method, score(result) / reference));
        }
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
