package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Probe.Reply;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients that want one variant at the same moment, which nobody has yet. */
final class Herd {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 10;

    /** Before the others: ten herds are 2,000 requests, of which the compilers have made nothing yet. */
    private static final int WARM_ROUNDS = 40;

    private static final String ANSWER = Pace.TYPICAL + "-100-length";

    private final Bench bench;
    private final Report report;

    Herd(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        Running server = bench.startServer(
                java,
                new ServerArguments(container)
                        .mount(
                                "/herd",
                                bench.upstream(),
                                ANSWER,
                                "imgproxy.store-dir=" + bench.workbench().newFolder("store")));
        List<Double> calls = new ArrayList<>();
        List<Double> behind = new ArrayList<>();
        List<Double> furthest = new ArrayList<>();
        for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
            long before = bench.upstreamCalls();
            List<Reply> replies = charge(
                    server.port(), "/herd" + bench.variants().fresh(1).get(0).path());
            calls.add((double) (bench.upstreamCalls() - before));
            long leader = firstByteOfLeader(replies);
            List<Double> joiners = replies.stream()
                    .filter(reply -> reply.header("Cache-Status").contains("collapsed"))
                    .map(reply -> (reply.firstByteAtNanos() - leader) / 1e6)
                    .toList();
            if (!joiners.isEmpty() && round >= 0) {
                behind.add(Numbers.median(joiners));
                furthest.add(Numbers.percentile(joiners, 100));
            }
        }
        bench.workbench().stop(server);
        String where = container + ", " + java.name();
        report.atMost("upstream calls per herd of 200, most (" + where + ")", 1, Numbers.percentile(calls, 100));
        report.add(new Report.Table("Herd of 200 on one cold key: " + where, "", "median (least to greatest)")
                .row("upstream calls", Report.spread(calls))
                .row("first byte of the median joiner after the leader's, ms", Report.spread(behind))
                .row("first byte of the last joiner after the leader's, ms", Report.spread(furthest)));
    }

    private static long firstByteOfLeader(List<Reply> replies) throws IOException {
        for (Reply reply : replies) {
            String status = reply.header("Cache-Status");
            if (status.contains("fwd=") && !status.contains("collapsed")) {
                return reply.firstByteAtNanos();
            }
        }
        throw new IOException("nobody led: " + replies.get(0).headers());
    }

    private static List<Reply> charge(int port, String target) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        Callable<Reply> client = () -> {
            try (Probe probe = new Probe(port)) {
                start.await();
                Reply reply = probe.get(target);
                if (reply.status() != 200 || reply.length() != Pace.TYPICAL) {
                    throw new IOException("answered " + reply);
                }
                return reply;
            }
        };
        try {
            List<Reply> replies = new ArrayList<>();
            List<Callable<Reply>> clients = Collections.nCopies(CLIENTS, client);
            for (Future<Reply> future : threads.invokeAll(clients)) {
                replies.add(future.get());
            }
            return replies;
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
