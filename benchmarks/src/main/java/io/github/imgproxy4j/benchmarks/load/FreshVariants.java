package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import java.io.IOException;
import java.util.function.Function;

/** Asks for every variant only once, so that every request is a miss. For one thread. */
final class FreshVariants implements Contest.Fresh {
    /** More than anything answers on one core. */
    private static final int PER_SECOND = 15_000;

    private final Bench bench;
    private final Function<Variant, String> target;
    private long callsBefore;

    /**
     * Misses.
     *
     * @param target what to ask for
     */
    FreshVariants(Bench bench, Function<Variant, String> target) {
        this.bench = bench;
        this.target = target;
    }

    @Override
    public Requests of(int seconds) throws IOException {
        callsBefore = bench.upstreamCalls();
        return Requests.get(
                bench.workbench().newPath("targets"),
                bench.variants().freshStream((seconds + 1) * PER_SECOND).map(target));
    }

    /** What is stored in the background. */
    @Override
    public boolean leavesWork() {
        return true;
    }

    @Override
    public void check(Load load) throws IOException {
        long calls = bench.upstreamCalls() - callsBefore;
        long images = load.requests() - load.refused();
        if (calls < images) {
            throw new IOException(images + " images, but only " + calls + " of them came from upstream");
        }
    }
}
