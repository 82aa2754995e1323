package io.github.imgproxy4j.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The one target that is about no server: the time to build, sign and key a path, of the fastest iteration. */
final class Signing {
    private static final int ITERATIONS = 10;

    private final Report report;

    Signing(Report report) {
        this.report = report;
    }

    void run() throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(250);
        RunResult result = new Runner(new OptionsBuilder()
                        .include("SigningBenchmark\\.imgproxy4j$")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(iteration)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(iteration)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        report.atMost(
                "path, signature and key of one variant, µs",
                1.5,
                result.getPrimaryResult().getStatistics().getMin() / 1000);
    }
}
