package io.github.imgproxy4j.cli.warm;

import io.github.imgproxy4j.cli.output.Progress;
import io.github.imgproxy4j.cli.warm.ProxyClient.Result;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Has the variants made that are not there yet, several at a time. */
public final class Warmer {
    private final Pacer pacer;
    private final ProxyClient client;
    private final int parallel;

    /**
     * A warmer.
     *
     * @param perSecond the most requests a second, of all kinds; 0 for no limit
     * @param parallel how many at a time
     * @param accept the formats that browsers ask for
     */
    public Warmer(double perSecond, int parallel, String accept) {
        this.pacer = new Pacer(perSecond);
        this.client = new ProxyClient(pacer, accept);
        this.parallel = parallel;
    }

    /** Reads pages and sitemaps at the same pace. */
    public Documents documents() {
        return new Documents(pacer);
    }

    /**
     * Makes them all.
     *
     * @param journal knows those that are done
     * @throws IOException if the journal cannot be written
     */
    public Summary warm(Variants variants, Journal journal, Progress progress)
            throws IOException, InterruptedException {
        Queue<Variant> left = new ConcurrentLinkedQueue<>();
        variants.all().stream().filter(variant -> !journal.isDone(variant)).forEach(left::add);
        Summary summary = new Summary(variants.all().size(), left.size(), variants.problems());
        progress.begin(summary);
        try {
            run(left, journal, summary);
        } finally {
            progress.end();
        }
        return summary;
    }

    private void run(Queue<Variant> left, Journal journal, Summary summary) throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<?>> running = IntStream.range(0, parallel)
                    .<Future<?>>mapToObj(i -> workers.submit(() -> work(left, journal, summary)))
                    .toList();
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Void work(Queue<Variant> left, Journal journal, Summary summary) throws IOException, InterruptedException {
        for (Variant next = left.poll(); next != null; next = left.poll()) {
            Result result = client.ask(next);
            if (result.outcome() != Outcome.FAILED) {
                journal.add(next);
            }
            summary.add(result);
        }
        return null;
    }
}
