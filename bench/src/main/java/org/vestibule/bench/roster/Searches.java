package org.vestibule.bench.roster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How long pages take, one request after the other, each kind in turn, so that a busy moment of the machine meets all. */
final class Searches {

    static final String LIVE = "`/livez`";

    private static final int COLD = 30;

    private final Pages pages;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    Searches(Pages pages) {
        this.pages = pages;
        addresses.put(LIVE, "/livez");
        addresses.put("search for a user name", "/admin/users?q=student%d");
        addresses.put("search for two words that 1 in 64 has", "/admin/users?q=clara+becker");
        addresses.put("search for one letter that everybody has", "/admin/users?q=s");
        addresses.put("search for one letter that 1 in 8 has", "/admin/users?q=b");
        addresses.put("search that finds nobody", "/admin/users?q=nobody%d");
        addresses.put("list of everybody", "/admin/users");
    }

    /**
     * The middle and the slow end of many requests, in milliseconds.
     *
     * @param p95 what 95 of 100 are no slower than
     */
    record Times(double p50, double p95) {

        static Times of(List<Double> millis) {
            List<Double> sorted = millis.stream().sorted().toList();
            return new Times(at(sorted, 0.50), at(sorted, 0.95));
        }

        private static double at(List<Double> sorted, double share) {
            return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
        }

        /** What issue 4 wants of a search. */
        boolean isFastBeside(Times live) {
            return p95 <= 100 || p95 <= 3 * live.p95;
        }
    }

    Map<String, Times> run(int rounds, int people) {
        IntStream.range(0, COLD).forEach(i -> addresses.values().forEach(address -> millis(address, i)));
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            int who = i * 7919 % people;
            addresses.forEach((name, address) ->
                    millis.computeIfAbsent(name, unknown -> new ArrayList<>()).add(millis(address, who)));
        }
        Map<String, Times> times = new LinkedHashMap<>();
        millis.forEach((name, list) -> times.put(name, Times.of(list)));
        return times;
    }

    private double millis(String address, int who) {
        long start = System.nanoTime();
        pages.open(address.replace("%d", String.valueOf(who)));
        return (System.nanoTime() - start) / 1e6;
    }
}
