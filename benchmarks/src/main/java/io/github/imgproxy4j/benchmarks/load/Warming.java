package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How long visitors wait while images are made that nobody waits for, and while none are. Short turns follow each other,
 * because a hundredth of all answers is late for reasons of the machine as well, which come and go; percentiles are those
 * of all turns of a kind. Every other turn without warming counts apart: so much do turns differ that are alike. What asks
 * for the images runs on the processors of the server, so it reads from plain sockets, which costs little beside an image.
 */
final class Warming {
    /** A typical imgproxy: 100 ms for an image, on another machine. */
    private static final String ANSWER = Pace.TYPICAL + "-100-length";

    private static final int SECONDS = 2;
    private static final int WARM_UP_SECONDS = 20;
    private static final int TURNS_PER_ROUND = 5;
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);
    private static final int STORED = 200;

    /** As many as {@code warm} asks for at a time by itself. */
    private static final int PARALLEL = 4;

    private static final int HIT_CLIENTS = 8;
    private static final int HIT_MILLIS = 40;
    private static final int MISS_CLIENTS = 2;
    private static final int MISS_MILLIS = 400;

    /** More than are asked for in a run. */
    private static final int MOST = 200_000;

    private final Bench bench;
    private final Report report;

    Warming(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException, InterruptedException, ExecutionException {
        Path sources = bench.workbench().newFolder("sources");
        PhotoFiles.write(PhotoFiles.photo(1632, 1224, 2), sources.resolve("photo.jpg"));
        Running beside = bench.startServer(
                java, new ServerArguments(container).mount("/warming", bench.upstream(), ANSWER, store()));
        measure("imgproxy elsewhere, 100 ms an image", container + ", " + java.name(), beside, false);
        bench.workbench().stop(beside);
        Running embedded = bench.startServer(
                java,
                new ServerArguments(container)
                        .embedded("/warming", store(), "imgproxy.local-filesystem-root=" + sources));
        measure("embedded processor", container + ", " + java.name(), embedded, true);
        bench.workbench().stop(embedded);
    }

    private String store() throws IOException {
        return "imgproxy.store-dir=" + bench.workbench().newFolder("store");
    }

    private Stream<Variant> fresh(boolean local, int count) {
        return local
                ? bench.variants().freshStreamOf("local:///photo.jpg", count)
                : bench.variants().freshStream(count);
    }

    private void measure(String upstream, String where, Running server, boolean local)
            throws IOException, InterruptedException, ExecutionException {
        List<String> stored =
                fresh(local, STORED).map(variant -> "/warming" + variant.path()).toList();
        bench.prime(server, stored, "memory");
        AtomicInteger next = new AtomicInteger();
        Visitors hits =
                new Visitors(server.port(), () -> stored.get(next.getAndIncrement() % STORED), HIT_CLIENTS, HIT_MILLIS);
        Iterator<Variant> missing = fresh(local, MOST).iterator();
        Visitors misses =
                new Visitors(server.port(), () -> "/warming" + missing.next().path(), MISS_CLIENTS, MISS_MILLIS);
        Background background = new Background(server, fresh(local, MOST).iterator());

        round(hits, misses, background, true, WARM_UP_SECONDS);
        Rounds alone = new Rounds();
        Rounds beside = new Rounds();
        Rounds again = new Rounds();
        for (int i = 0; i < TURNS_PER_ROUND * bench.pace().rounds(); i++) {
            alone.add(round(hits, misses, background, false, SECONDS));
            beside.add(round(hits, misses, background, true, SECONDS));
            again.add(round(hits, misses, background, false, SECONDS));
        }
        report(upstream, where, alone, beside, again);
    }

    private static Round round(Visitors hits, Visitors misses, Background background, boolean warming, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            long before = background.made();
            background.run(threads, warming);
            Future<List<Double>> hitting = threads.submit(hits.during(seconds));
            Future<List<Double>> missing = threads.submit(misses.during(seconds));
            Round round = new Round(hitting.get(), missing.get(), (background.made() - before) / (double) seconds);
            background.end();
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IOException("warming did not end");
            }
            return round;
        } finally {
            threads.shutdownNow();
        }
    }

    private void report(String upstream, String where, Rounds alone, Rounds beside, Rounds again) {
        report.atMost(
                "p99 of visitors' hits, warming : not (" + upstream + ", " + where + ")",
                1.1,
                beside.hits(99) / alone.hits(99));
        report.atMost(
                "p99 of visitors' misses, warming : not (" + upstream + ", " + where + ")",
                1.1,
                beside.misses(99) / alone.misses(99));
        Report.Table table = new Report.Table(
                "Visitors while images are warmed: " + upstream + ", " + where,
                "",
                "not warming",
                "warming",
                "ratio",
                "ratio of not warming to itself");
        for (int percent : PERCENTILES) {
            table.row(
                    row("hits, p" + percent + ", ms", alone.hits(percent), beside.hits(percent), again.hits(percent)));
        }
        for (int percent : PERCENTILES) {
            table.row(row(
                    "misses, p" + percent + ", ms",
                    alone.misses(percent),
                    beside.misses(percent),
                    again.misses(percent)));
        }
        report.add(table.row(
                "images warmed a second", Report.number(alone.warmed()), Report.number(beside.warmed()), "", ""));
    }

    private static String[] row(String name, double alone, double beside, double again) {
        return new String[] {
            name,
            Report.number(alone),
            Report.number(beside),
            Report.number(beside / alone),
            Report.number(again / alone)
        };
    }

    /** One time with all visitors. */
    private record Round(List<Double> hits, List<Double> misses, double warmed) {}

    /** Asks for image after image at the lowest priority, as {@code warm} does. */
    private static final class Background {
        private final Running server;
        private final Iterator<Variant> variants;
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicBoolean running = new AtomicBoolean();

        Background(Running server, Iterator<Variant> variants) {
            this.server = server;
            this.variants = variants;
        }

        int made() {
            return made.get();
        }

        void run(ExecutorService threads, boolean warming) {
            running.set(warming);
            for (int i = 0; i < PARALLEL; i++) {
                Future<?> unused = threads.submit(() -> {
                    try (Probe probe = new Probe(server.port(), "Priority: u=7")) {
                        while (running.get()) {
                            ask(probe);
                        }
                    }
                    return null;
                });
            }
        }

        void end() {
            running.set(false);
        }

        private void ask(Probe probe) throws IOException, InterruptedException {
            if (probe.get("/warming" + next()).status() == 200) {
                made.incrementAndGet();
            } else {
                Thread.sleep(1000);
            }
        }

        private String next() {
            synchronized (variants) {
                return variants.next().path();
            }
        }
    }

    /** All rounds of one kind. */
    private static final class Rounds {
        private final List<Round> rounds = new ArrayList<>();

        void add(Round round) {
            rounds.add(round);
        }

        double hits(int percent) {
            return percentile(Round::hits, percent);
        }

        double misses(int percent) {
            return percentile(Round::misses, percent);
        }

        private double percentile(Function<Round, List<Double>> millis, int percent) {
            return Numbers.percentile(
                    rounds.stream()
                            .flatMap(round -> millis.apply(round).stream())
                            .toList(),
                    percent);
        }

        double warmed() {
            return rounds.stream().mapToDouble(Round::warmed).average().orElseThrow();
        }
    }
}
