package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.EvictingStore.EvictionListener;
import io.github.imgproxy4j.filter.store.EvictingStore.Reason;
import io.github.imgproxy4j.filter.store.file.VariantFiles.VariantFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a folder within its limits, on one thread in the background.
 *
 * <p>At start it counts all files once. From then on a hand goes round the segments like that of a clock: a few of them
 * every minute, and more when the folder is too big. It recounts each segment that it visits, and removes what is
 * too old, empty or cut. So each step costs the same however many files there are, and what another process has written
 * or removed becomes known within {@link #ROUND}.
 *
 * <p>Every {@link #ROUND} it also reads all bodies, a little every minute, and removes those that are no longer what was
 * stored; and soon those that were sent without being read here.
 *
 * <p>When the folder is too big, the hand collects a sample of at least {@value #SAMPLE} files, and the eighth of them
 * that was not requested for the longest time is removed; a sample of all files makes it exact.
 */
final class Janitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Janitor.class);

    /** Longer than any write takes; what is older was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** How long the hand takes for all segments when nothing else moves it. */
    private static final Duration ROUND = Duration.ofHours(6);

    static final Duration TICK = Duration.ofMinutes(1);

    private static final int SEGMENTS_PER_TICK = (int) (VariantFiles.SEGMENTS / ROUND.dividedBy(TICK)) + 1;
    private static final int SAMPLE = 64;

    private static final int EVICTED_SHARE = 8;

    /** When it is too big it shrinks by this share, so that not each write makes work. */
    private static final int SLACK_SHARE = 64;

    /** Reading bodies takes so much of the disk in a minute at most: a megabyte a second. */
    private static final long SCRUBBED_PER_TICK = 64L << 20;

    /** After so many bytes whatever else waits for the thread has its turn. */
    private static final long SCRUBBED_AT_ONCE = 4L << 20;

    /** Among many hits on many files a few are looked at: this pause is between them. */
    private static final long CHECK_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CountedFolder folder;
    private final UnfinishedFiles unfinished;
    private final Clock clock;
    private final long maximumBytes;
    private final Duration maximumAge;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(this::daemon);
    private final CountDownLatch counted = new CountDownLatch(1);
    private final AtomicBoolean evicting = new AtomicBoolean();
    private final AtomicBoolean recounting = new AtomicBoolean();
    private final AtomicLong nextCheckNanos = new AtomicLong(System.nanoTime());
    private final Duration tick;
    private volatile @Nullable Thread running;
    private volatile EvictionListener listener = (key, bytes, reason) -> {};

    // Only the thread touches the rest.
    private final BodyCheck bodyCheck = new BodyCheck();
    private int hand;
    private int scrubHand;
    private boolean scrubbing;
    private long nextScrubNanos = System.nanoTime();
    private long damaged;
    private long foreign;

    Janitor(
            CountedFolder folder,
            UnfinishedFiles unfinished,
            Clock clock,
            long maximumBytes,
            Duration maximumAge,
            Duration tick) {
        this.folder = folder;
        this.unfinished = unfinished;
        this.tick = tick;
        this.clock = clock;
        this.maximumBytes = maximumBytes;
        this.maximumAge = maximumAge;
    }

    private Thread daemon(Runnable task) {
        Thread made = new Thread(task, "imgproxy4j-files");
        made.setDaemon(true);
        running = made;
        return made;
    }

    void start() {
        thread.execute(guarded(this::count));
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                guarded(this::tick), tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    void listener(EvictionListener told) {
        listener = told;
    }

    EvictionListener listener() {
        return listener;
    }

    /** Waits until all files that were there at start are counted, but not longer than this. */
    void awaitCounted(Duration limit) throws InterruptedException {
        boolean unused = counted.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something was written: makes room soon if there is too much now. */
    void written() {
        if (isOver(maximumBytes) && evicting.compareAndSet(false, true)) {
            execute(this::evict);
        }
    }

    /** Folders were removed by another program: all files are recounted soon. */
    void recount() {
        if (recounting.compareAndSet(false, true)) {
            log.info("a folder of the file store was removed; it is created again, and the files are recounted");
            execute(() -> {
                recounting.set(false);
                count();
            });
        }
    }

    /** A body was perhaps sent without being read here: reads it soon, unless another one was read a moment ago. */
    void checkSoon(String key, Path file) {
        long now = System.nanoTime();
        long due = nextCheckNanos.get();
        if (now - due >= 0 && nextCheckNanos.compareAndSet(due, now + CHECK_PAUSE_NANOS)) {
            execute(() -> check(key, file));
        }
    }

    /** A body is not what was stored: removes it, unless there is another one by now. */
    void foundDamage(String key, Path file) {
        execute(() -> check(key, file));
    }

    private void execute(Task task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException closing) {
            log.debug("the file store is no longer cleaned up", closing);
        }
    }

    private boolean isOver(long limitBytes) {
        return maximumBytes > 0 && folder.ledger().bytes() > limitBytes;
    }

    private Runnable guarded(Task task) {
        return () -> {
            try {
                task.run();
            } catch (IOException | RuntimeException failure) {
                warn("tidying up the stored files failed: {}", failure);
            }
        };
    }

    /** Closing interrupts what is being read, which is no failure. */
    private void warn(String message, Exception failure) {
        if (thread.isShutdown()) {
            log.debug(message, failure.toString());
        } else {
            log.warn(message, failure.toString());
        }
    }

    private void count() throws IOException {
        long started = System.nanoTime();
        damaged = 0;
        foreign = 0;
        try {
            removeAbandoned();
            if (!visitAll()) {
                return;
            }
        } finally {
            counted.countDown();
        }
        log.info(
                "{} variants of {} bytes counted in {} ms; {} damaged files removed, {} foreign files left alone",
                folder.ledger().files(),
                folder.ledger().bytes(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                damaged,
                foreign);
        evict();
    }

    /** Also the segments whose folders are gone; returns false if the store closes meanwhile. */
    private boolean visitAll() throws IOException {
        BitSet wanted = new BitSet(VariantFiles.SEGMENTS);
        folder.files().segments().forEach(wanted::set);
        for (int segment = 0; segment < VariantFiles.SEGMENTS; segment++) {
            if (wanted.get(segment) || folder.ledger().isInUse(segment)) {
                if (thread.isShutdown()) {
                    return false;
                }
                visit(segment);
            }
        }
        return true;
    }

    private void tick() throws IOException {
        folder.openFiles().closeIdle();
        removeAbandoned();
        folder.files().lookForOldFolders();
        for (int i = 0; i < SEGMENTS_PER_TICK && !thread.isShutdown(); i++) {
            int segment = hand;
            hand = (hand + 1) % VariantFiles.SEGMENTS;
            visit(segment);
        }
        evict();
        if (!scrubbing && System.nanoTime() - nextScrubNanos >= 0) {
            nextScrubNanos = System.nanoTime() + ROUND.toNanos();
            scrubbing = true;
            scrubHand = 0;
        }
        scrub(SCRUBBED_PER_TICK);
    }

    /** Reads bodies until the round or the allowance ends, a few at once. */
    private void scrub(long allowance) throws IOException {
        long read = 0;
        while (scrubbing && read < SCRUBBED_AT_ONCE && !thread.isShutdown()) {
            int segment = folder.ledger().nextInUse(scrubHand);
            scrubbing = segment >= scrubHand;
            if (scrubbing) {
                read += scrubSegment(segment);
                scrubHand = segment + 1;
                scrubbing = scrubHand < VariantFiles.SEGMENTS;
            }
        }
        long left = allowance - read;
        if (scrubbing && left > 0) {
            execute(() -> scrub(left));
        }
    }

    private long scrubSegment(int segment) {
        long read = 0;
        for (VariantFile file : visit(segment)) {
            read += file.bytes();
            try {
                check(file.key(), file.path());
            } catch (IOException unreadable) {
                warn("a stored file cannot be checked: {}", unreadable);
            }
        }
        return read;
    }

    private void check(String key, Path file) throws IOException {
        if (bodyCheck.isWhole(key, file)) {
            return;
        }
        log.warn("{} has changed since it was stored and is removed", file);
        try {
            long bytes = Files.size(file);
            if (folder.remove(key, file, bytes)) {
                listener.evicted(key, bytes, Reason.DAMAGED);
            }
        } catch (NoSuchFileException removedMeanwhile) {
            log.debug("{} is gone", file, removedMeanwhile);
        }
    }

    private void evict() throws IOException {
        evicting.set(false);
        if (!isOver(maximumBytes)) {
            return;
        }
        long target = maximumBytes - maximumBytes / SLACK_SHARE;
        while (isOver(target) && !thread.isShutdown()) {
            List<VariantFile> sample = sample();
            if (sample.isEmpty()) {
                return;
            }
            boolean all = sample.size() >= folder.ledger().files();
            int most = all ? sample.size() : Math.max(1, sample.size() / EVICTED_SHARE);
            sample.sort(Comparator.comparingLong(VariantFile::accessedMillis));
            for (int i = 0; i < most && isOver(target); i++) {
                remove(sample.get(i), Reason.SIZE);
            }
        }
    }

    /** The files of the next segments; all files if there are only few. */
    private List<VariantFile> sample() {
        List<VariantFile> sample = new ArrayList<>();
        int first = -1;
        while (sample.size() < SAMPLE) {
            int segment = folder.ledger().nextInUse(hand);
            if (segment < 0 || segment == first) {
                return sample;
            }
            first = first < 0 ? segment : first;
            hand = (segment + 1) % VariantFiles.SEGMENTS;
            sample.addAll(visit(segment));
        }
        return sample;
    }

    /** Counts the files of a segment, removes what must not stay, and returns the others. */
    private List<VariantFile> visit(int segment) {
        try {
            return tidied(folder.count(segment, stranger -> foreign++));
        } catch (IOException unreadable) {
            // One bad folder must not keep the hand from all others.
            warn("stored files cannot be tidied up: {}", unreadable);
            return List.of();
        }
    }

    private List<VariantFile> tidied(List<VariantFile> found) throws IOException {
        List<VariantFile> kept = new ArrayList<>();
        for (VariantFile file : found) {
            if (file.bytes() < Trailer.FOOTER_BYTES) {
                damaged++;
                log.warn("{} is damaged and is removed", file.path());
                remove(file, Reason.DAMAGED);
            } else if (isTooOld(file.modifiedMillis())) {
                remove(file, Reason.AGE);
            } else {
                kept.add(file);
                folder.newest().add(file.key(), file.modifiedMillis());
            }
        }
        return kept;
    }

    /**
     * Whether a file was written so long ago that it may not be served any more. Its own time counts: the date in its
     * metadata is that of the image, which upstream may have had for years.
     */
    boolean isTooOld(Path file) throws IOException {
        try {
            return hasMaximumAge() && isTooOld(Files.getLastModifiedTime(file).toMillis());
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private boolean isTooOld(long writtenMillis) {
        return hasMaximumAge() && clock.millis() - writtenMillis > maximumAge.toMillis();
    }

    private boolean hasMaximumAge() {
        return maximumAge.compareTo(Duration.ZERO) > 0;
    }

    private void remove(VariantFile file, Reason reason) throws IOException {
        if (folder.remove(file.key(), file.path(), file.bytes())) {
            listener.evicted(file.key(), file.bytes(), reason);
        } else {
            // Already removed; without a new count it would be subtracted twice, and too few files be removed.
            folder.count(folder.files().segmentOf(file.path()), stranger -> {});
        }
    }

    private void removeAbandoned() throws IOException {
        unfinished.removeOlderThan(clock.millis() - ABANDONED.toMillis());
    }

    /** Ends the thread, between two segments. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the cleanup of the file store did not end within {}", PATIENCE);
            }
            Thread last = running;
            if (last != null) {
                // It ends a moment later, and containers look for threads that were left.
                last.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Task {
        void run() throws IOException;
    }
}
