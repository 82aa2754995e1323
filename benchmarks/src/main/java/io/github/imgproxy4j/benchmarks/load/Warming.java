package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.stream.Stream;

/** How long visitors wait while images are made that nobody waits for, and while none are, in turns. */
final class Warming {
    /** A typical imgproxy: 100 ms for an image, on another machine. */
    private static final String ANSWER = Pace.TYPICAL + "-100-length";

    private static final int SECONDS = 10;
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

        round(hits, misses, background, true, SECONDS);
        Rounds alone = new Rounds();
        Rounds beside = new Rounds();
        for (int i = 0; i < bench.pace().rounds(); i++) {
            alone.add(round(hits, misses, background, false, SECONDS));
            beside.add(round(hits, misses, background, true, SECONDS));
        }
        report(upstream, where, alone, beside);
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

    private void report(String upstream, String where, Rounds alone, Rounds beside) {
        double hits = Numbers.median(Numbers.ratios(beside.hits(99), alone.hits(99)));
        double misses = beside.misses(99) / alone.misses(99);
        report.atMost("p99 of visitors' hits, warming : not (" + upstream + ", " + where + ")", 1.1, hits);
        report.atMost("p99 of visitors' misses, warming : not (" + upstream + ", " + where + ")", 1.1, misses);
        report.add(new Report.Table(
                        "Visitors while images are warmed: " + upstream + ", " + where,
                        "",
                        "not warming",
                        "warming",
                        "ratio")
                .row(
                        "hits, p50, ms",
                        Report.spread(alone.hits(50)),
                        Report.spread(beside.hits(50)),
                        Report.spread(Numbers.ratios(beside.hits(50), alone.hits(50))))
                .row(
                        "hits, p99, ms",
                        Report.spread(alone.hits(99)),
                        Report.spread(beside.hits(99)),
                        Report.spread(Numbers.ratios(beside.hits(99), alone.hits(99))))
                .row(row("misses of all rounds, p50, ms", alone.misses(50), beside.misses(50)))
                .row(row("misses of all rounds, p99, ms", alone.misses(99), beside.misses(99)))
                .row("images warmed a second", Report.spread(alone.warmed()), Report.spread(beside.warmed()), ""));
    }

    private static String[] row(String name, double alone, double beside) {
        return new String[] {name, Report.number(alone), Report.number(beside), Report.number(beside / alone)};
    }

    /** One time with all visitors. */
    private record Round(List<Double> hits, List<Double> misses, double warmed) {}

    /** Asks for image after image at the lowest priority, as {@code warm} does. */
    private static final class Background {
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
                    while (running.get()) {
                        ask();
                    }
                    return null;
                });
            }
        }

        void end() {
            running.set(false);
        }

        private void ask() throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/warming" + next()))
                    .header("Priority", "u=7")
                    .build();
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            if (response.statusCode() == 200) {
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

        List<Double> hits(int percent) {
            return rounds.stream()
                    .map(round -> Numbers.percentile(round.hits(), percent))
                    .toList();
        }

        double misses(int percent) {
            return Numbers.percentile(
                    rounds.stream().flatMap(round -> round.misses().stream()).toList(), percent);
        }

        List<Double> warmed() {
            return rounds.stream().map(Round::warmed).toList();
        }
    }
}
