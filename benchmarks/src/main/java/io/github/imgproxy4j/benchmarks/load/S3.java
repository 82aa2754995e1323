package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import io.github.imgproxy4j.benchmarks.server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Hits in S3 beside the S3 server itself, and misses stored in S3 beside a proxy in Node that does the same. */
final class S3 {
    private static final int HIT_CONNECTIONS = 32;
    private static final int MISS_CONNECTIONS = 16;
    private static final int VARIANTS = 200;

    /** A hit takes some times as long as one in memory, and the compilers go by the number of calls. */
    private static final int WARMING = 4;

    private static final String OURS = "imgproxy4j";
    private static final String DIRECT = "S3 server itself";
    private static final String TEE = "tee proxy in Node";
    private static final String ANSWER = Pace.TYPICAL + "-0-length";
    private static final String LATER = Pace.TYPICAL + "-25-chunked";

    private final Bench bench;
    private final Report report;
    private final Path teeProxy;

    /**
     * The scenarios.
     *
     * @param teeProxy the folder of the proxy in Node, with its packages
     */
    S3(Bench bench, Report report, Path teeProxy) {
        this.bench = bench;
        this.report = report;
        this.teeProxy = teeProxy;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        Running s3 = bench.startS3();
        Running server = bench.startServer(
                java.with("-Xms512m", "-Xmx512m", "-Daws.accessKeyId=any", "-Daws.secretAccessKey=any"),
                new ServerArguments(container)
                        .mount("/s3", bench.upstream(), ANSWER, settings(s3))
                        .mount("/later", bench.upstream(), LATER, settings(s3)));
        String where = container + ", " + java.name() + ", 43 kB";
        hits(s3, server, where);
        if (Files.isDirectory(teeProxy.resolve("node_modules"))) {
            misses(s3, server, where);
        } else {
            report.condition("The tee proxy was left out: its packages are not installed (`--install`).");
        }
        bench.workbench().stop(server);
        bench.workbench().stop(s3);
    }

    private static String[] settings(Running s3) {
        return new String[] {
            "imgproxy.memory-size=0",
            "imgproxy.s3-bucket=" + S3Server.BUCKET,
            "imgproxy.s3-endpoint=" + s3.url(),
            "imgproxy.s3-region=us-east-1"
        };
    }

    private void hits(Running s3, Running server, String where) throws IOException, InterruptedException {
        List<Variant> variants = bench.variants().fresh(VARIANTS);
        List<String> targets =
                variants.stream().map(variant -> "/s3" + variant.path()).toList();
        bench.prime(server, targets, "s3");
        Contest contest = new Contest(bench, HIT_CONNECTIONS)
                .way(
                        DIRECT,
                        s3,
                        Requests.get(
                                bench.workbench().newPath("targets"),
                                variants.stream().map(variant -> "/" + S3Server.BUCKET + "/" + variant.key())))
                .way(OURS, server, Requests.get(bench.workbench().newPath("targets"), targets.stream()))
                .run(WARMING * bench.pace().warmSeconds());
        report.add(contest.table("S3 hits: " + where, DIRECT));
        report.atLeast(
                "S3 hit, requests/s : the S3 server itself (" + where + ")",
                0.6,
                contest.throughputRatio(OURS, DIRECT));
        report.atMost("CPU per S3 hit, µs (" + where + ")", 400, contest.median(OURS, Load::cpuMicros));
        times(s3, server, variants, where);
    }

    private void times(Running s3, Running server, List<Variant> variants, String where) throws IOException {
        try (Timing timing = new Timing()) {
            Iterator<Variant> ring =
                    Stream.generate(() -> variants).flatMap(List::stream).iterator();
            timing.way(
                            DIRECT,
                            s3,
                            unused -> "/" + S3Server.BUCKET + "/" + ring.next().key())
                    .way(OURS, server, unused -> "/s3" + ring.next().path())
                    .run(bench.variants(), bench.pace().probes());
            Report.Table table = Timing.table("S3 hits, one after the other: " + where);
            timing.rows(table, "hit");
            report.add(table);
            report.atMost(
                    "median that a hit adds to the first byte, ms (" + where + ")",
                    1,
                    timing.addedToFirstByte(OURS, DIRECT, 50));
        }
    }

    private void misses(Running s3, Running server, String where) throws IOException, InterruptedException {
        Running tee = bench.workbench()
                .start(
                        "tee-proxy",
                        List.of("node", teeProxy.resolve("server.js").toString()),
                        Map.of(
                                "NODE_ENV", "production",
                                "UPSTREAM", bench.upstream().url(),
                                "S3_ENDPOINT", s3.url(),
                                "S3_BUCKET", S3Server.BUCKET,
                                "AWS_ACCESS_KEY_ID", "any",
                                "AWS_SECRET_ACCESS_KEY", "any",
                                "AWS_REGION", "us-east-1"));
        tee.awaitPort();
        Contest contest = new Contest(bench, MISS_CONNECTIONS)
                .way(TEE, tee, new FreshVariants(bench, variant -> "/" + ANSWER + variant.path()))
                .way(OURS, server, new FreshVariants(bench, variant -> "/s3" + variant.path()))
                .run();
        report.add(contest.table("Misses stored in S3, 16 connections: " + where, TEE));
        Bench.awaitQuiet(server, tee);
        Report.Table table = Timing.table("Misses stored in S3, one after the other: " + where);
        try (Timing timing = new Timing()) {
            timing.way("upstream itself", bench.upstream(), variant -> "/" + LATER + variant.path())
                    .way(OURS, server, variant -> "/later" + variant.path())
                    .way(TEE, tee, variant -> "/" + LATER + variant.path())
                    .run(bench.variants(), bench.pace().probes())
                    .rows(table, "25 ms, chunked");
        }
        report.add(table);
        bench.workbench().stop(tee);
    }
}
