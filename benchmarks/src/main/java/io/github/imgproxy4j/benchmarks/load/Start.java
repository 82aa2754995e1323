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

/** From the start of the JVM to the first hit, with an empty store and with a full one. */
final class Start {
    private static final int ROUNDS = 5;

    private final Bench bench;
    private final Report report;

    Start(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException {
        int count = bench.pace().storedFiles();
        Variant variant = bench.variants().fresh(1).get(0);
        Path almostEmpty = store(1, variant);
        Path full = store(count, variant);
        List<Double> withOne = new ArrayList<>();
        List<Double> withAll = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            withOne.add(toHit(bench, container, java, almostEmpty, variant).seconds());
            withAll.add(toHit(bench, container, java, full, variant).seconds());
        }
        String where = container + ", " + java.name();
        String files = String.format(Locale.ROOT, "%,d", count);
        report.atMost(
                "seconds from the start of the JVM to the first hit, " + files + " stored files (" + where + ")",
                1,
                Numbers.median(withAll));
        report.add(new Report.Table("From the start of the JVM to the first hit: " + where, "stored files", "seconds")
                .row("1", Report.spread(withOne))
                .row(files, Report.spread(withAll)));
    }

    private Path store(int count, Variant first) throws IOException {
        Path folder = bench.workbench().newFolder("store");
        FullStore.fill(folder, first, bench.variants().freshStream(count - 1));
        return folder;
    }

    /** Starts a server with a full store, and asks it for a variant that is there. */
    static ToHit toHit(Bench bench, String container, Java java, Path store, Variant variant) throws IOException {
        long start = System.nanoTime();
        Running server = bench.startServer(
                java,
                new ServerArguments(container)
                        .mount("/start", bench.upstream(), Pace.SMALL + "-0-length", "imgproxy.store-dir=" + store));
        Probe.Reply reply = Probe.once(server.port(), "/start/cache/" + variant.key());
        double seconds = (System.nanoTime() - start) / 1e9;
        long resident = CpuTime.peakResidentBytes(server.pid());
        bench.workbench().stop(server);
        if (reply.status() != 200) {
            throw new IOException("answered " + reply.status() + " " + reply.headers());
        }
        return new ToHit(seconds, resident);
    }

    /**
     * What a start took.
     *
     * @param seconds from the start of the JVM to the first hit
     * @param residentBytes the most memory that it had until then
     */
    record ToHit(double seconds, long residentBytes) {}
}
