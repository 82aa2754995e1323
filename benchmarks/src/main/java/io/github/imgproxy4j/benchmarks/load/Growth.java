package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What things cost against their number: stored files, connections, bytes of a body, fetches at once. */
final class Growth {
    private static final List<Integer> CONNECTIONS = List.of(1, 10, 100, 1000);
    private static final List<Integer> BODIES = List.of(1024, 43 * 1024, 512 * 1024, 5 * 1024 * 1024);
    private static final List<Integer> SLOTS = List.of(1, 2, 4, 8, 16, 32);
    private static final int HOT_VARIANTS = 10;

    /** How many are open within a second even if other programs run. */
    private static final int CONNECTIONS_A_SECOND = 250;

    private static final int STARTS = 3;
    private static final int UPSTREAM_MILLIS = 25;

    private final Bench bench;
    private final Report report;
    private final List<Integer> stored;

    /**
     * The scenario.
     *
     * @param stored how many files are in the store, from the fewest on
     */
    Growth(Bench bench, Report report, List<Integer> stored) {
        this.bench = bench;
        this.report = report;
        this.stored = stored;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        storedFiles(container, java);
        connections(container, java);
        bodies(container, java);
        slots(container, java);
    }

    private void storedFiles(String container, Java java) throws IOException, InterruptedException {
        Report.Table table = new Report.Table(
                "Growth of a file store: " + container + ", " + java.name(),
                "stored files",
                "open, ms",
                "hit, µs",
                "look for what is not there, µs",
                "put, µs",
                "evict, µs",
                "counted after, s",
                "heap of the store, MB",
                "JVM to first hit, s",
                "resident, MB");
        for (int count : stored) {
            Variant first = bench.variants().fresh(1).get(0);
            Path folder = bench.workbench().newFolder("store");
            FullStore.fill(folder, first, bench.variants().freshStream(count - 1));
            List<Double> starts = new ArrayList<>();
            List<Double> resident = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                Start.ToHit hit = Start.toHit(bench, container, java, folder, first);
                starts.add(hit.seconds());
                resident.add(hit.residentBytes() / 1e6);
            }
            StoreCosts costs = StoreCosts.of(folder, count, bench.variants());
            table.row(
                    String.format(Locale.ROOT, "%,d", count),
                    Report.number(costs.openMillis()),
                    Report.number(costs.hitMicros()),
                    Report.number(costs.absentMicros()),
                    Report.number(costs.putMicros()),
                    Report.number(costs.evictMicros()),
                    Report.number(costs.countedSeconds()),
                    Report.number(costs.heapBytes() / 1e6),
                    Report.spread(starts),
                    Report.number(Numbers.median(resident)));
            report.atMost(
                    String.format(Locale.ROOT, "seconds from the start of the JVM to the first hit, %,d files", count),
                    1,
                    Numbers.median(starts));
        }
        report.add(table);
    }

    private void connections(String container, Java java) throws IOException, InterruptedException {
        Running server = server(container, java, "43008-0-length");
        Requests hits = hot(server, "memory");
        Report.Table table = loads("Growth of connections, memory hits of 43 kB: " + container, "connections");
        for (int count : CONNECTIONS) {
            row(table, String.format(Locale.ROOT, "%,d", count), load(server, hits, count));
        }
        report.add(table);
        bench.workbench().stop(server);
    }

    private void bodies(String container, Java java) throws IOException, InterruptedException {
        Report.Table table = loads("Growth of bodies, file hits: " + container, "bytes of a body");
        for (int bytes : BODIES) {
            Running server = server(
                    container,
                    java,
                    bytes + "-0-length",
                    "imgproxy.memory-size=0",
                    "imgproxy.store-dir=" + bench.workbench().newFolder("store"));
            row(table, String.format(Locale.ROOT, "%,d", bytes), load(server, hot(server, "file"), 32));
            bench.workbench().stop(server);
        }
        report.add(table);
    }

    private void slots(String container, Java java) throws IOException, InterruptedException {
        Report.Table hits = loads("Growth of fetches at once, memory hits of 43 kB: " + container, "fetches at once");
        Report.Table misses = loads(
                "Growth of fetches at once, misses of 43 kB that take upstream " + UPSTREAM_MILLIS + " ms: "
                        + container,
                "fetches at once");
        for (int slots : SLOTS) {
            Running server = server(
                    container, java, "43008-" + UPSTREAM_MILLIS + "-length", "imgproxy.concurrent-fetches=" + slots);
            row(hits, String.valueOf(slots), load(server, hot(server, "memory"), 32));
            FreshVariants fresh = new FreshVariants(bench, variant -> "/grown" + variant.path());
            Requests targets = fresh.of(2 * bench.pace().seconds() + 1);
            row(misses, String.valueOf(slots), load(server, targets, slots));
            bench.workbench().stop(server);
        }
        report.add(hits);
        report.add(misses);
    }

    private Running server(String container, Java java, String answer, String... settings) throws IOException {
        return bench.startServer(
                java.with("-Xms512m", "-Xmx512m"),
                new ServerArguments(container).mount("/grown", bench.upstream(), answer, settings));
    }

    private Requests hot(Running server, String tier) throws IOException, InterruptedException {
        List<String> targets = bench.variants().fresh(HOT_VARIANTS).stream()
                .map(variant -> "/grown" + variant.path())
                .toList();
        bench.prime(server, targets, tier);
        return Requests.get(bench.workbench().newPath("targets"), targets.stream());
    }

    /** Short: the shape of the curve is what matters. But a thousand connections have to be opened first. */
    private Load load(Running server, Requests requests, int connections) throws IOException, InterruptedException {
        int seconds = bench.pace().seconds() + connections / CONNECTIONS_A_SECOND;
        bench.wrk().run(server, requests, connections, seconds);
        Load load = bench.wrk().run(server, requests, connections, seconds);
        if (load.broken() > 0) {
            throw new IOException(load.broken() + " of " + load.requests() + " requests broke off");
        }
        if (load.requests() == 0) {
            throw new IOException("no response within " + seconds + " s over " + connections + " connections");
        }
        return load;
    }

    private static Report.Table loads(String heading, String subject) {
        return new Report.Table(heading, subject, "requests/s", "median, ms", "99 %, ms", "CPU µs/request");
    }

    private static void row(Report.Table table, String subject, Load load) {
        table.row(
                subject,
                Report.number(load.perSecond()),
                Report.number(load.medianMillis()),
                Report.number(load.p99Millis()),
                Report.number(load.cpuMicros()));
    }
}
