package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.util.List;

/** Misses in one container, beside the upstream itself and beside a servlet that only passes requests on. */
final class Misses {
    private static final int CONNECTIONS = 64;
    private static final int SIZE = Pace.TYPICAL;
    private static final String OURS = "imgproxy4j, file store";
    private static final String NOT_STORED = "imgproxy4j, no store";
    private static final String PLAIN = "Jetty's proxy servlet";
    private static final String DIRECT = "upstream itself";

    private final Bench bench;
    private final Report report;

    Misses(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        ServerArguments arguments = new ServerArguments(container).proxyTo(bench.upstream());
        for (Kind kind : Kind.values()) {
            arguments.mount(
                    "/stored-" + kind.answer,
                    bench.upstream(),
                    kind.answer,
                    "imgproxy.store-dir=" + bench.workbench().newFolder("store"));
        }
        arguments.mount("/passed", bench.upstream(), Kind.AT_ONCE.answer, "imgproxy.memory-size=0");
        Running server = bench.startServer(java.with("-Xms512m", "-Xmx512m"), arguments);
        String where = container + ", " + java.name();
        throughput(server, where);
        Bench.awaitQuiet(server);
        times(server, where);
        bench.workbench().stop(server);
    }

    private void throughput(Running server, String where) throws IOException, InterruptedException {
        String answer = Kind.AT_ONCE.answer;
        Contest contest = new Contest(bench, CONNECTIONS)
                .way(PLAIN, server, new FreshVariants(bench, variant -> "/proxy/" + answer + variant.path()))
                .way(OURS, server, new FreshVariants(bench, variant -> "/stored-" + answer + variant.path()))
                .way(NOT_STORED, server, new FreshVariants(bench, variant -> "/passed" + variant.path()))
                .run();
        report.add(contest.table("Misses at " + CONNECTIONS + " connections: " + where + ", 43 kB", PLAIN));
        report.atLeast(
                "miss at 64 connections, requests/s : Jetty's proxy servlet (" + where + ")",
                0.9,
                contest.throughputRatio(OURS, PLAIN));
    }

    private void times(Running server, String where) throws IOException {
        Report.Table table = Timing.table("Misses one after the other: " + where + ", 43 kB");
        for (Kind kind : kinds()) {
            try (Timing timing = new Timing()) {
                timing.way(DIRECT, bench.upstream(), variant -> "/" + kind.answer + variant.path())
                        .way(OURS, server, variant -> "/stored-" + kind.answer + variant.path())
                        .way(PLAIN, server, variant -> "/proxy/" + kind.answer + variant.path())
                        .run(bench.variants(), bench.pace().probes());
                timing.rows(table, kind.title);
                String subject = " a miss adds to the first byte, ms (" + kind.title + ", " + where + ")";
                report.atMost("median that" + subject, 1, timing.addedToFirstByte(OURS, DIRECT, 50));
                report.atMost("99 % that" + subject, 3, timing.addedToFirstByte(OURS, DIRECT, 99));
            }
        }
        report.add(table);
    }

    private List<Kind> kinds() {
        return bench.pace().equals(Pace.FULL) ? List.of(Kind.values()) : List.of(Kind.AT_ONCE, Kind.LATER_CHUNKED);
    }

    /** How the upstream answers. */
    private enum Kind {
        AT_ONCE(SIZE + "-0-length", "0 ms, known length"),
        AT_ONCE_CHUNKED(SIZE + "-0-chunked", "0 ms, chunked"),
        LATER(SIZE + "-25-length", "25 ms, known length"),
        LATER_CHUNKED(SIZE + "-25-chunked", "25 ms, chunked");

        private final String answer;
        private final String title;

        Kind(String answer, String title) {
            this.answer = answer;
            this.title = title;
        }
    }
}
