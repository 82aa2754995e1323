package io.github.imgproxy4j.benchmarks.load;

import java.util.List;

/**
 * How long and how much is measured.
 *
 * @param sizes bytes of the bodies
 * @param warmSeconds of each thing before it is measured
 * @param seconds of each measurement
 * @param rounds of measurements
 * @param probes requests one after the other, for the times of misses
 * @param slowClients clients that read slowly at one time, each a body of its own
 * @param mostSlowClients the same of few bodies on Jetty, twice as many as on Tomcat; 0 for none
 * @param storedFiles files that are in the store at the start
 * @param growth files in the stores whose costs are compared
 */
record Pace(
        List<Integer> sizes,
        int warmSeconds,
        int seconds,
        int rounds,
        int probes,
        int slowClients,
        int mostSlowClients,
        int storedFiles,
        List<Integer> growth) {
    static final int SMALL = 1024;
    static final int TYPICAL = 43 * 1024;

    /** To see that all works, and the order of magnitude: under five minutes. */
    static final Pace SHORT = new Pace(List.of(TYPICAL), 1, 1, 3, 60, 200, 0, 20_000, List.of(10_000, 100_000));

    /** For figures to publish: half an hour on two processors. */
    static final Pace FULL = new Pace(
            List.of(SMALL, TYPICAL), 4, 1, 5, 300, 1000, 10_000, 1_000_000, List.of(10_000, 100_000, 1_000_000));

    static String nameOf(int size) {
        return size / 1024 + " kB";
    }
}
