package io.github.imgproxy4j.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Signing and markup in a few seconds, in this JVM, with whatever version of the library is on the class path. Each line
 * of the output is the name, nanoseconds and bytes of a call.
 */
public final class SmokeRun {
    /** The beginning of a line with figures. */
    public static final String FIGURES = "figures ";

    private static final int ITERATIONS = 5;

    private SmokeRun() {}

    /** The command line, without arguments. */
    public static void main(String... arguments) throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(150);
        OptionsBuilder options = new OptionsBuilder();
        for (Class<?> benchmark :
                new Class<?>[] {SigningBenchmark.class, ImgBenchmark.class, PictureAgainBenchmark.class}) {
            options.include(benchmark.getName() + "\\." + Report.LIBRARY + "$");
        }
        options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                .warmupIterations(ITERATIONS)
                .warmupTime(iteration)
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (RunResult result : new Runner(options.build()).run()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s%s %.1f %.1f%n",
                    FIGURES,
                    Run.nameOf(result),
                    result.getPrimaryResult().getStatistics().getMin(),
                    Run.allocated(result));
        }
    }
}
