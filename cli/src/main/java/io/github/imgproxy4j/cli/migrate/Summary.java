package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.cli.output.Work;
import java.time.Duration;

/** What has become of the entries so far. Thread-safe. */
public final class Summary implements Work {
    private final long startedNanos = System.nanoTime();
    private int total = UNKNOWN;
    private int copied;
    private long bytes;
    private int present;
    private int skipped;
    private int failed;

    synchronized void counted(int entries) {
        total = entries;
    }

    synchronized void addCopied(long length) {
        copied++;
        bytes += length;
    }

    synchronized void addPresent() {
        present++;
    }

    synchronized void addSkipped() {
        skipped++;
    }

    synchronized void addFailed() {
        failed++;
    }

    /** {@inheritDoc} Entries that come while others are copied may be missing. */
    @Override
    public synchronized int total() {
        return total == UNKNOWN ? UNKNOWN : Math.max(total, done());
    }

    @Override
    public synchronized int done() {
        return copied + present + skipped + failed;
    }

    /** How many were copied, or would be. */
    public synchronized int copied() {
        return copied;
    }

    /** The bytes of their bodies. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How many were there before. */
    public synchronized int present() {
        return present;
    }

    /** How many were left out. */
    public synchronized int skipped() {
        return skipped;
    }

    /** How many could not be copied. */
    @Override
    public synchronized int failed() {
        return failed;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
