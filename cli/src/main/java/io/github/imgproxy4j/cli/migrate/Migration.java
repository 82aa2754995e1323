package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.cli.migrate.Copier.Copy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Copies what an origin keeps into a store, several entries at a time. Whatever is there already stays, so a copy that
 * was broken off goes on where it was. For one run.
 */
public final class Migration {
    private final Origin origin;
    private final Copier copier;
    private final int parallel;
    private final Listener listener;
    private final Summary summary = new Summary();

    /** One for each entry that is copied at the same time. */
    private final BlockingQueue<Path> bodies;

    private volatile boolean ended;

    /**
     * A migration that has not begun.
     *
     * @param parallel how many entries are copied at the same time
     */
    public Migration(Origin origin, Copier copier, int parallel, Listener listener) {
        this.origin = origin;
        this.copier = copier;
        this.parallel = parallel;
        this.listener = listener;
        this.bodies = new ArrayBlockingQueue<>(parallel);
    }

    /** What was done so far; its total is known when the origin has been listed once. */
    public Summary summary() {
        return summary;
    }

    /**
     * Copies everything.
     *
     * @throws IOException if the origin cannot be listed; what was copied by then is good
     */
    public void run() throws IOException, InterruptedException {
        Thread counter = new Thread(this::count, "migrate-count");
        counter.setDaemon(true);
        counter.start();
        ExecutorService workers = Executors.newFixedThreadPool(parallel);
        try {
            for (int i = 0; i < parallel; i++) {
                bodies.add(Files.createTempFile("imgproxy4j-migrate", ".tmp"));
            }
            int[] entries = {0};
            origin.visit(entry -> {
                entries[0]++;
                copyLater(entry, workers);
            });
            // The one that lists ahead may be behind, and then stops.
            summary.counted(entries[0]);
        } finally {
            ended = true;
            workers.shutdown();
            boolean unused = workers.awaitTermination(1, TimeUnit.DAYS);
            counter.join();
            for (Path body : bodies) {
                Files.deleteIfExists(body);
            }
        }
    }

    /** Lists the origin ahead of those who copy, for the time that is left. */
    private void count() {
        int[] entries = {0};
        try {
            origin.visit(entry -> {
                entries[0]++;
                if (ended) {
                    throw new InterruptedIOException("all is copied");
                }
            });
            summary.counted(entries[0]);
        } catch (IOException unknown) {
            // The list of those who copy fails as well, and is reported.
        }
    }

    /** Waits until one of those before is done, so that however long the list is, few of it are in memory. */
    private void copyLater(Entry entry, ExecutorService workers) throws IOException {
        Path body = next();
        workers.execute(() -> {
            try {
                copy(entry, body);
            } finally {
                bodies.add(body);
            }
        });
    }

    private Path next() throws IOException {
        try {
            return bodies.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(interrupted);
        }
    }

    private void copy(Entry entry, Path body) {
        try {
            add(entry, copier.copy(entry, body));
        } catch (UnusableException unusable) {
            summary.addSkipped();
            listener.skipped(entry.name(), String.valueOf(unusable.getMessage()));
        } catch (IOException | RuntimeException failure) {
            summary.addFailed();
            listener.failed(entry.name(), String.valueOf(failure.getMessage()));
        }
    }

    private void add(Entry entry, Copy copy) {
        if (!copy.isNew()) {
            summary.addPresent();
            return;
        }
        summary.addCopied(copy.bytes());
        if (copier.isDryRun()) {
            listener.planned(entry.name(), copy.key());
        }
    }

    /** Hears of what happens, on several threads. */
    public interface Listener {
        /** An entry would be copied. */
        void planned(String name, String key);

        /** An entry is no finished variant, or nothing tells its key. */
        void skipped(String name, String reason);

        /** An entry could not be copied. */
        void failed(String name, String reason);
    }
}
