package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.filter.store.BrowsableStore.Inventory;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What calls of a file store take when so many files are in it.
 *
 * @param openMillis opening it
 * @param hitMicros opening a variant, without its body
 * @param absentMicros looking for what is not there
 * @param putMicros storing a variant of 1 kB
 * @param evictMicros removing one of the variants that make room
 * @param countedSeconds until all files are counted, in the background
 * @param heapBytes what it keeps
 */
record StoreCosts(
        double openMillis,
        double hitMicros,
        double absentMicros,
        double putMicros,
        double evictMicros,
        double countedSeconds,
        long heapBytes) {
    private static final int CALLS = 2000;

    /** The store makes room for so much of itself at once. */
    private static final int EVICTED_SHARE = 64;

    private static final int LONGEST_SECONDS = 600;

    /**
     * Measures; adds and removes a few variants.
     *
     * @param files how many are there
     */
    static StoreCosts of(Path folder, int files, Variants variants) throws IOException, InterruptedException {
        long heapBefore = usedHeap();
        long opening = System.nanoTime();
        FileStore store = new FileStore(folder);
        double open = since(opening, 1e6);
        try (store) {
            double counted = awaitCounted(store, files, opening);
            long heap = usedHeap() - heapBefore;
            List<String> known = keys(variants, CALLS);
            timed(known, key -> FullStore.put(store, key));
            double put = timed(keys(variants, CALLS), key -> FullStore.put(store, key));
            timed(known, key -> found(store.get(key)));
            double hit = timed(known, key -> found(store.get(key)));
            timed(keys(variants, CALLS), key -> found(store.get(key)));
            double absent = timed(keys(variants, CALLS), key -> found(store.get(key)));
            double evict = evict(folder, store.inventory(1), variants);
            return new StoreCosts(open, hit, absent, put, evict, counted, heap);
        }
    }

    private static double evict(Path folder, Inventory full, Variants variants)
            throws IOException, InterruptedException {
        try (FileStore limited =
                FileStore.builder(folder).maximumBytes(full.bytes()).build()) {
            awaitCounted(limited, full.count(), System.nanoTime());
            long room = full.bytes() - full.bytes() / EVICTED_SHARE;
            long start = System.nanoTime();
            FullStore.put(limited, keys(variants, 1).get(0));
            while (limited.inventory(1).bytes() > room) {
                if (since(start, 1e9) > LONGEST_SECONDS) {
                    throw new IOException("no room was made within " + LONGEST_SECONDS + " s");
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            double micros = since(start, 1e3);
            return micros / (full.count() + 1 - limited.inventory(1).count());
        }
    }

    /** Counting goes on while it is asked, which waits. */
    private static double awaitCounted(FileStore store, long files, long start) throws IOException {
        while (store.inventory(1).count() < files) {
            if (since(start, 1e9) > LONGEST_SECONDS) {
                throw new IOException("not counted within " + LONGEST_SECONDS + " s");
            }
        }
        return since(start, 1e9);
    }

    private static List<String> keys(Variants variants, int count) {
        return variants.freshStream(count).map(Variant::key).toList();
    }

    private static boolean found(@Nullable StoredImage image) throws IOException {
        if (image == null) {
            return false;
        }
        image.close();
        return true;
    }

    /** Microseconds of a call, on average. */
    private static double timed(List<String> keys, Call call) throws IOException {
        long start = System.nanoTime();
        for (String key : keys) {
            call.of(key);
        }
        return since(start, 1e3) / keys.size();
    }

    private static double since(long startNanos, double unitNanos) {
        return (System.nanoTime() - startNanos) / unitNanos;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @FunctionalInterface
    private interface Call {
        boolean of(String key) throws IOException;
    }
}
