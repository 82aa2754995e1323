package io.github.imgproxy4j.cli.warm;

import io.github.imgproxy4j.cli.output.Work;
import io.github.imgproxy4j.cli.warm.ProxyClient.Result;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** What has become of the variants so far. Thread-safe. */
public final class Summary implements Work {
    private static final int SLOWEST = 5;

    private final int found;
    private final int toDo;
    private final long startedNanos = System.nanoTime();
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final List<Failure> failures;
    private final PriorityQueue<Timed> slowest = new PriorityQueue<>(Comparator.comparing(Timed::taken));

    Summary(int found, int toDo, List<Failure> problems) {
        this.found = found;
        this.toDo = toDo;
        this.failures = new ArrayList<>(problems);
    }

    synchronized void add(Result result) {
        counts.merge(result.outcome(), 1, Integer::sum);
        if (result.outcome() == Outcome.FAILED) {
            failures.add(new Failure(result.variant().proxy(), result.reason()));
            return;
        }
        if (result.outcome() != Outcome.STORED) {
            slowest.add(new Timed(result.variant().proxy(), result.taken()));
            if (slowest.size() > SLOWEST) {
                slowest.remove();
            }
        }
    }

    private int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** All variants that were found. */
    public int found() {
        return found;
    }

    /** Those that a run before has done. */
    public int doneBefore() {
        return found - toDo;
    }

    @Override
    public int total() {
        return toDo;
    }

    @Override
    public int failed() {
        return failures().size();
    }

    /** Those of them that were tried. */
    @Override
    public synchronized int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Made by this run. */
    public synchronized int made() {
        return count(Outcome.MADE);
    }

    /** There already. */
    public synchronized int stored() {
        return count(Outcome.STORED);
    }

    /** Made, but not stored. */
    public synchronized int unkept() {
        return count(Outcome.UNKEPT);
    }

    /** Images, pages and sitemaps whose requests failed. */
    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** The images that took longest, the slowest first. */
    public synchronized List<Timed> slowest() {
        return slowest.stream()
                .sorted(Comparator.comparing(Timed::taken).reversed())
                .toList();
    }

    /** Since the first request for an image. */
    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /**
     * An image and its time.
     *
     * @param taken from the request to the last byte
     */
    public record Timed(URI url, Duration taken) {}
}
