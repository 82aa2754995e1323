package io.github.imgproxy4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks in rounds, each in fresh JVMs, and writes the table of ratios and of bytes allocated.
 *
 * <p>Both ways to do a thing run one after the other in every round, and the fastest of many short iterations counts for
 * the round, so that other work on the machine disturbs the ratio little.
 */
public final class Run {
    private Run() {}

    /**
     * The command line.
     *
     * @param arguments the file for the table, then {@code --full} for longer rounds and more of them
     */
    public static void main(String... arguments) throws RunnerException, IOException {
        report(List.of(arguments).contains("--full")).write(Path.of(arguments[0]));
    }

    /**
     * The table alone, for the report of all scenarios.
     *
     * @throws RunnerException if a benchmark fails
     */
    public static String table() throws RunnerException {
        return report(false).text();
    }

    private static Report report(boolean full) throws RunnerException {
        Pace pace = full ? Pace.FULL : Pace.SHORT;
        Report report = new Report();
        for (int round = 0; round < pace.rounds; round++) {
            for (RunResult result : new Runner(pace.options()).run()) {
                add(result, report);
            }
        }
        return report;
    }

    private static void add(RunResult result, Report report) {
        String benchmark = result.getParams().getBenchmark();
        report.add(
                nameOf(result),
                benchmark.endsWith("." + Report.LIBRARY) ? Report.LIBRARY : Report.BASELINE,
                result.getPrimaryResult().getStatistics().getMin(),
                allocated(result));
    }

    /** The name in reports. */
    static String nameOf(RunResult result) {
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        return name[name.length - 2].replace("Benchmark", "");
    }

    static double allocated(RunResult result) {
        return Objects.requireNonNull(
                        result.getSecondaryResults().get("gc.alloc.rate.norm"), "the figure of GCProfiler")
                .getScore();
    }

    private enum Pace {
        SHORT(5, 8, 100),
        FULL(8, 16, 250);

        private final int rounds;
        private final int iterations;
        private final int iterationMillis;

        Pace(int rounds, int iterations, int iterationMillis) {
            this.rounds = rounds;
            this.iterations = iterations;
            this.iterationMillis = iterationMillis;
        }

        Options options() {
            TimeValue iteration = TimeValue.milliseconds(iterationMillis);
            return new OptionsBuilder()
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.NANOSECONDS)
                    .forks(1)
                    .warmupIterations(iterations)
                    .warmupTime(iteration)
                    .measurementIterations(iterations)
                    .measurementTime(iteration)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build();
        }
    }
}
