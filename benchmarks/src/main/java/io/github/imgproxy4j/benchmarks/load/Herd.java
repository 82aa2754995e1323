package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Crowd.Reply;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients that want one variant at the same moment, which is not stored yet; and beside it, as the floor, the same clients
 * at a bare servlet that has the bytes.
 */
final class Herd {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 20;

    /** Before the others: twenty rounds are 4,000 requests, of which the compilers have made little yet. */
    private static final int WARM_ROUNDS = 60;

    private static final String ANSWER = Pace.TYPICAL + "-100-length";

    private final Bench bench;
    private final Report report;

    Herd(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException {
        Running server = bench.startServer(
                java,
                new ServerArguments(container)
                        .mount(
                                "/herd",
                                bench.upstream(),
                                ANSWER,
                                "imgproxy.store-dir=" + bench.workbench().newFolder("store")));
        String known = "/herd" + bench.variants().fresh(1).get(0).path();
        String bare = "/bare/floor" + known;
        // It records its answer by a request of its own, for which a crowd would leave no thread.
        Probe.once(server.port(), bare);
        Spread herd = new Spread();
        Spread floor = new Spread();
        List<Double> calls = new ArrayList<>();
        try (Crowd crowd = new Crowd(server.port(), CLIENTS)) {
            for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
                long before = bench.upstreamCalls();
                String cold = "/herd" + bench.variants().fresh(1).get(0).path();
                List<Reply> joined = crowd.ask(cold);
                calls.add((double) (bench.upstreamCalls() - before));
                List<Reply> answered = crowd.ask(bare);
                if (round >= 0) {
                    herd.add(joined, leader(joined));
                    floor.add(answered, first(answered));
                }
            }
        }
        bench.workbench().stop(server);
        report(container + ", " + java.name(), calls, herd, floor);
    }

    private void report(String where, List<Double> calls, Spread herd, Spread floor) {
        report.atMost("upstream calls per herd of 200, most (" + where + ")", 1, Numbers.percentile(calls, 100));
        report.atMost(
                "first byte of the median joiner of 200 after the leader's, ms (" + where + ")",
                5,
                Numbers.median(herd.medians));
        report.atMost(
                "first byte of the last joiner of 200 after the leader's, ms (" + where + ")",
                15,
                Numbers.median(herd.lasts));
        report.add(new Report.Table(
                        "Herd of 200 on one cold key: " + where,
                        "median (least to greatest)",
                        "herd",
                        "the floor: bare servlet")
                .row("upstream calls", Report.spread(calls), "")
                .row(
                        "first byte of the median client after the first, ms",
                        Report.spread(herd.medians),
                        Report.spread(floor.medians))
                .row(
                        "first byte of the last client after the first, ms",
                        Report.spread(herd.lasts),
                        Report.spread(floor.lasts)));
    }

    private static long leader(List<Reply> replies) throws IOException {
        for (Reply reply : replies) {
            if (reply.cacheStatus().contains("fwd=") && !reply.cacheStatus().contains("collapsed")) {
                return reply.firstByteNanos();
            }
        }
        throw new IOException("nobody led: " + replies.get(0));
    }

    private static long first(List<Reply> replies) {
        return replies.stream().mapToLong(Reply::firstByteNanos).min().orElseThrow();
    }

    /** How much later than one of them the others are, in milliseconds, a figure for each round. */
    private static final class Spread {
        private final List<Double> medians = new ArrayList<>();
        private final List<Double> lasts = new ArrayList<>();

        void add(List<Reply> replies, long from) {
            List<Double> later = replies.stream()
                    .map(reply -> (reply.firstByteNanos() - from) / 1e6)
                    .toList();
            medians.add(Numbers.median(later));
            lasts.add(Numbers.percentile(later, 100));
        }
    }
}
