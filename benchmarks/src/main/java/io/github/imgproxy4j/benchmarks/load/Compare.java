package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
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
import java.util.stream.Stream;

/**
 * Measures two checkouts in turns, each time in a fresh JVM, and says which differences exceed the noise.
 *
 * <p>A difference does so if chance alone makes one like it in less than one of a hundred comparisons, by the ranks of
 * all rounds.
 */
public final class Compare {
    private static final List<String> CONTAINERS = List.of("jetty", "tomcat");
    private static final String ANSWER = Pace.TYPICAL + "-0-length";
    private static final int CONNECTIONS = 32;
    private static final int VARIANTS = 100;

    /** The fewest rounds whose ranks can tell one in a hundred. */
    private static final int SHORT_ROUNDS = 5;

    private static final int FULL_ROUNDS = 8;
    static final double NOISE = 0.01;

    private final Bench bench;
    private final List<Variant> variants;
    private final Map<String, Figures> throughput = new LinkedHashMap<>();
    private final Map<String, Figures> cpu = new LinkedHashMap<>();

    private Compare(Bench bench) {
        this.bench = bench;
        this.variants = bench.variants().fresh(VARIANTS);
    }

    /**
     * The command line.
     *
     * @param arguments {@code --work} folder for what is needed meanwhile, {@code --report} file, {@code --a} and
     *     {@code --b} class paths of the servers, and if wanted {@code --full}
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Arguments given = new Arguments(arguments);
        Workbench workbench = new Workbench(Path.of(given.get("--work")));

        Java helper = Machine.thisJava(System.getProperty("java.class.path"));
        Java a = Machine.thisJava(given.get("--a"));
        Java b = Machine.thisJava(given.get("--b"));
        Report report = new Report();
        Machine.describe(report, List.of(a));
        try (Bench bench = new Bench(given.pace(), workbench, helper)) {
            Compare compare = new Compare(bench);
            compare.run(a, b, given.has("--full") ? FULL_ROUNDS : SHORT_ROUNDS);
            report.add(table("Requests per second", compare.throughput));
            report.add(table("Processor time per request, µs", compare.cpu));
            Files.writeString(Path.of(given.get("--report")), report.text());
        }
    }

    private void run(Java a, Java b, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            System.err.println("round " + (round + 1) + " of " + rounds);
            for (String container : CONTAINERS) {
                boolean aFirst = round % 2 == 0;
                measure(container, aFirst ? a : b, aFirst);
                measure(container, aFirst ? b : a, !aFirst);
            }
        }
    }

    private void measure(String container, Java java, boolean isA) throws IOException, InterruptedException {
        String store = bench.workbench().newFolder("store").toString();
        Running server = bench.startServer(
                java.with("-Xms512m", "-Xmx512m"),
                new ServerArguments(container)
                        .mount("/memory", bench.upstream(), ANSWER)
                        .mount(
                                "/file",
                                bench.upstream(),
                                ANSWER,
                                "imgproxy.memory-size=0",
                                "imgproxy.store-dir=" + store));
        List<String> memory =
                variants.stream().map(variant -> "/memory" + variant.path()).toList();
        List<String> file =
                variants.stream().map(variant -> "/file" + variant.path()).toList();
        bench.prime(server, memory, "memory");
        bench.prime(server, file, "file");
        String condition =
                "If-None-Match: " + Probe.once(server.port(), memory.get(0)).header("ETag");
        Map<String, Contest.Fresh> ways = new LinkedHashMap<>();
        Requests hits = requests(memory.stream());
        ways.put("memory hit", seconds -> hits);
        Requests fileHits = requests(file.stream());
        ways.put("file hit", seconds -> fileHits);
        ways.put("304", seconds -> hits.withHeader(condition));
        Requests absent =
                requests(bench.variants().freshStream(VARIANTS).map(variant -> "/file/cache/" + variant.key()));
        ways.put("404 on the cache route", seconds -> absent);
        ways.put("miss", new FreshVariants(bench, variant -> "/file" + variant.path()));
        for (Map.Entry<String, Contest.Fresh> way : ways.entrySet()) {
            load(server, way.getValue(), bench.pace().warmSeconds() + 1);
            Load load = load(server, way.getValue(), bench.pace().seconds());
            String name = way.getKey() + ", " + container;
            figures(throughput, name).add(isA, load.perSecond());
            figures(cpu, name).add(isA, load.cpuMicros());
        }
        bench.workbench().stop(server);
    }

    private Requests requests(Stream<String> targets) throws IOException {
        return Requests.get(bench.workbench().newPath("targets"), targets);
    }

    private Load load(Running server, Contest.Fresh requests, int seconds) throws IOException, InterruptedException {
        Load load = bench.wrk().run(server, requests.of(seconds), CONNECTIONS, seconds);
        requests.check(load);
        return load;
    }

    private static Figures figures(Map<String, Figures> all, String name) {
        return all.computeIfAbsent(name, key -> new Figures(new ArrayList<>(), new ArrayList<>()));
    }

    static Report.Table table(String heading, Map<String, Figures> all) {
        Report.Table table = new Report.Table(heading, "", "A", "B", "B : A", "chance", "verdict");
        all.forEach((name, figures) -> table.row(
                name,
                Report.spread(figures.a),
                Report.spread(figures.b),
                Report.number(Numbers.median(figures.b) / Numbers.median(figures.a)),
                Report.number(figures.chance()),
                figures.chance() < NOISE ? "**exceeds the noise**" : "noise"));
        return table;
    }

    /**
     * The figures of both checkouts, one for each round.
     *
     * @param a of the first
     * @param b of the second
     */
    record Figures(List<Double> a, List<Double> b) {
        void add(boolean toA, double value) {
            (toA ? a : b).add(value);
        }

        double chance() {
            return Numbers.probabilityOfChance(a, b);
        }
    }
}
