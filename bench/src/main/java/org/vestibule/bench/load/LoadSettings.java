package org.vestibule.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import org.vestibule.bench.people.PeopleFiles;

/**
 * What a run does, from system properties.
 *
 * @param issuer {@code issuer}: address of the provider
 * @param files {@code people}: directory made by the command of the same name
 * @param learners {@code learners}: how many come on the exam morning
 * @param concurrency {@code concurrency}: virtual users at a time
 * @param rate {@code rate}: arrivals a second in place of a fixed concurrency; 0: none
 * @param duration {@code duration}, in seconds
 */
public record LoadSettings(URI issuer, PeopleFiles files, int learners, int concurrency, int rate, Duration duration) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public static LoadSettings fromSystemProperties() {
        URI issuer = URI.create(System.getProperty("issuer", "http://localhost:9000"));
        requireLoopback(issuer, Boolean.getBoolean("allowRemote"));
        return new LoadSettings(
                issuer,
                new PeopleFiles(Path.of(System.getProperty("people", "bench/target/people"))),
                positive("learners", 1000),
                positive("concurrency", 8),
                Integer.getInteger("rate", 0),
                Duration.ofSeconds(positive("duration", 60)));
    }

    /** Load on a machine of somebody else is an attack; who means it says so. */
    static void requireLoopback(URI issuer, boolean allowRemote) {
        String host = issuer.getHost();
        if (host == null || !(allowRemote || LOOPBACK.matcher(host).matches())) {
            throw new IllegalArgumentException(
                    "issuer " + issuer + " is not on this machine; -DallowRemote=true permits it");
        }
    }

    private static int positive(String name, int otherwise) {
        int value = Integer.getInteger(name, otherwise);
        if (value < 1) {
            throw new IllegalArgumentException("-D" + name + " must be 1 or more");
        }
        return value;
    }
}
