package io.github.imgproxy4j.benchmarks.load;

import java.util.List;
import java.util.stream.IntStream;

/** Statistics of a few numbers. */
final class Numbers {
    private Numbers() {}

    static double median(List<Double> values) {
        return percentile(values, 50);
    }

    /** The value that so many percent do not exceed, between neighbours in proportion. */
    static double percentile(List<Double> values, double percent) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double rank = percent / 100 * (sorted.size() - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (rank - below) * (sorted.get(above) - sorted.get(below));
    }

    /** First by second, pair by pair. */
    static List<Double> ratios(List<Double> first, List<Double> second) {
        return IntStream.range(0, Math.min(first.size(), second.size()))
                .mapToObj(i -> first.get(i) / second.get(i))
                .toList();
    }

    /**
     * How probable it is that two samples of one and the same thing differ in rank at least as much as these: the exact
     * two-sided test of Mann and Whitney.
     */
    static double probabilityOfChance(List<Double> first, List<Double> second) {
        double greater = 0;
        for (double one : first) {
            for (double other : second) {
                greater += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        int m = first.size();
        int n = second.size();
        int least = (int) Math.ceil(Math.min(greater, (double) m * n - greater));
        double all = 0;
        double extreme = 0;
        for (int u = 0; u <= m * n; u++) {
            double ways = arrangements(m, n, u);
            all += ways;
            extreme += u <= least ? ways : 0;
        }
        return Math.min(1, 2 * extreme / all);
    }

    /** In how many orders of m and n values exactly u pairs are the wrong way round. */
    private static double arrangements(int m, int n, int u) {
        if (u < 0) {
            return 0;
        }
        if (m == 0 || n == 0) {
            return u == 0 ? 1 : 0;
        }
        return arrangements(m - 1, n, u - n) + arrangements(m, n - 1, u);
    }
}
