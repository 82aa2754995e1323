package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.SmokeRun;
import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Compare.Figures;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison of two checkouts in little more than a minute: a memory hit, signing and markup, each time in a fresh
 * JVM. What got worse beyond the noise is named in lines that begin with {@value #WARNING}.
 */
public final class Smoke {
    /** The beginning of a line that names what got worse. */
    static final String WARNING = "warning: ";

    /** A difference that is smaller is not worth a warning, however sure it is. */
    private static final double TOLERANCE = 0.05;

    /** The fewest rounds whose ranks can tell one in a hundred. */
    private static final int ROUNDS = 5;

    private static final String HIT = "memory hit of 43 kB, jetty";
    private static final int CONNECTIONS = 32;
    private static final int VARIANTS = 100;

    private final Bench bench;
    private final boolean wrk = Wrk.isInstalled();
    private final List<Variant> variants;

    /** More is better. */
    private final Map<String, Figures> throughput = new LinkedHashMap<>();

    /** Less is better. */
    private final Map<String, Figures> cost = new LinkedHashMap<>();

    private Smoke(Bench bench) {
        this.bench = bench;
        this.variants = bench.variants().fresh(VARIANTS);
    }

    /**
     * The command line.
     *
     * @param arguments {@code --work} folder for what is needed meanwhile, {@code --report} file, {@code --a} and
     *     {@code --b} class paths of the servers, the earlier checkout first
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Arguments given = new Arguments(arguments);
        Java helper = Machine.thisJava(System.getProperty("java.class.path"));
        Java a = Machine.thisJava(given.get("--a"));
        Java b = Machine.thisJava(given.get("--b"));
        Report report = new Report();
        Machine.describe(report, List.of(a));
        try (Bench bench = new Bench(Pace.SHORT, new Workbench(Path.of(given.get("--work"))), helper)) {
            Smoke smoke = new Smoke(bench);
            for (int round = 0; round < ROUNDS; round++) {
                boolean aFirst = round % 2 == 0;
                smoke.measure(aFirst ? a : b, aFirst);
                smoke.measure(aFirst ? b : a, !aFirst);
            }
            if (!smoke.wrk) {
                report.condition("wrk is not installed: the load is made in Java, on the same processors");
            }
            report.add(Compare.table("More is better", smoke.throughput));
            report.add(Compare.table("Less is better", smoke.cost));
            Files.writeString(Path.of(given.get("--report")), report.text() + warnings(smoke.throughput, smoke.cost));
        }
    }

    private void measure(Java java, boolean isA) throws IOException, InterruptedException {
        measureHit(java, isA);
        measureCalls(java, isA);
    }

    private void measureHit(Java java, boolean isA) throws IOException, InterruptedException {
        Running server = bench.startServer(
                java.with("-Xms512m", "-Xmx512m"),
                new ServerArguments("jetty").mount("/memory", bench.upstream(), Pace.TYPICAL + "-0-length"));
        List<String> targets =
                variants.stream().map(variant -> "/memory" + variant.path()).toList();
        bench.prime(server, targets, "memory");
        Requests requests = Requests.get(bench.workbench().newPath("targets"), targets.stream());
        load(server, requests, 2);
        Load load = load(server, requests, 1);
        figures(throughput, HIT + ", requests/s").add(isA, load.perSecond());
        figures(cost, HIT + ", CPU µs").add(isA, load.cpuMicros());
        bench.workbench().stop(server);
    }

    private Load load(Running server, Requests requests, int seconds) throws IOException, InterruptedException {
        return wrk
                ? bench.wrk().run(server, requests, CONNECTIONS, seconds)
                : ProbeLoad.run(server, requests, CONNECTIONS, seconds);
    }

    private void measureCalls(Java java, boolean isA) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java.with("-Xmx512m", "-XX:+UseSerialGC", "-Djmh.ignoreLock=true")
                .command());
        command.add(SmokeRun.class.getName());
        Running calls = bench.workbench().start("calls", command, Map.of());
        String output = calls.output();
        bench.workbench().stop(calls);
        read(output, cost, isA);
    }

    /** Adds the figures in the output of {@link SmokeRun}. */
    static void read(String output, Map<String, Figures> cost, boolean isA) throws IOException {
        int found = 0;
        for (String line : output.split("\n", -1)) {
            if (line.startsWith(SmokeRun.FIGURES)) {
                String[] figures =
                        line.substring(SmokeRun.FIGURES.length()).strip().split(" ", -1);
                figures(cost, figures[0] + ", ns").add(isA, Double.parseDouble(figures[1]));
                figures(cost, figures[0] + ", B").add(isA, Double.parseDouble(figures[2]));
                found++;
            }
        }
        if (found == 0) {
            throw new IOException("no figures in the output:\n" + output);
        }
    }

    /** A line for each figure that got worse beyond the noise and the tolerance. */
    static String warnings(Map<String, Figures> throughput, Map<String, Figures> cost) {
        StringBuilder warnings = new StringBuilder();
        throughput.forEach((name, figures) -> warn(warnings, name, figures, 1 / ratio(figures)));
        cost.forEach((name, figures) -> warn(warnings, name, figures, ratio(figures)));
        return warnings.isEmpty() ? "" : "\n" + warnings;
    }

    private static void warn(StringBuilder warnings, String name, Figures figures, double worse) {
        if (worse > 1 + TOLERANCE && figures.chance() < Compare.NOISE) {
            warnings.append(WARNING)
                    .append(name)
                    .append(" is ")
                    .append(Report.number(ratio(figures)))
                    .append(" of the earlier commit's\n");
        }
    }

    private static double ratio(Figures figures) {
        return Numbers.median(figures.b()) / Numbers.median(figures.a());
    }

    private static Figures figures(Map<String, Figures> all, String name) {
        return all.computeIfAbsent(name, key -> new Figures(new ArrayList<>(), new ArrayList<>()));
    }
}
