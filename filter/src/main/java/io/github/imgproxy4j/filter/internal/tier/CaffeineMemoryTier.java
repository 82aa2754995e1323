package io.github.imgproxy4j.filter.internal.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.body.DirectBlocks;
import io.github.imgproxy4j.filter.internal.body.DirectBody;
import io.github.imgproxy4j.filter.internal.body.DirectMemory;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.store.EvictingStore.EvictionListener;
import io.github.imgproxy4j.filter.store.EvictingStore.Reason;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the entries that are asked for most, by the bytes they take. */
final class CaffeineMemoryTier implements MemoryTier {
    /** What one entry takes besides its body: metadata, key and map. */
    private static final int OVERHEAD_BYTES = 1024;

    /** One body may not push out more than this share of the others. */
    private static final int LARGEST_SHARE = 64;

    /**
     * So long at most the store does not learn that a variant is asked for, and a process that shares the store does not
     * learn that another one has purged it.
     */
    private static final Duration LONGEST_STAY = Duration.ofHours(1);

    /** A shorter body leaves in one piece with its headers, whichever memory it is in. */
    private static final int SHORTEST_DIRECT = 8 * 1024;

    private final Cache<String, Kept> entries;
    private final long largestBodyBytes;
    private final DirectBlocks blocks;

    CaffeineMemoryTier(long maximumBytes, EvictionListener listener) {
        this.largestBodyBytes = Math.min(ByteSource.LONGEST_SHORT, maximumBytes / LARGEST_SHARE);
        this.blocks = new DirectBlocks(DirectMemory.isOn() ? maximumBytes : 0);
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((String key, Kept entry) -> OVERHEAD_BYTES + entry.bytes())
                .expireAfterWrite(LONGEST_STAY)
                .evictionListener((@Nullable String key, @Nullable Kept entry, RemovalCause cause) -> {
                    if (key != null && entry != null) {
                        Reason reason = cause == RemovalCause.SIZE ? Reason.SIZE : Reason.AGE;
                        listener.evicted(key, entry.metadata().length(), reason);
                    }
                })
                // Of whatever cause, and once for each entry.
                .removalListener((@Nullable String key, @Nullable Kept entry, RemovalCause cause) -> {
                    if (entry != null) {
                        entry.release();
                    }
                })
                .executor(Runnable::run) // Eviction only gives memory back: no thread of its own is needed.
                .build();
    }

    static boolean isAvailable() {
        try {
            Class.forName(
                    "com.github.benmanes.caffeine.cache.Caffeine", false, CaffeineMemoryTier.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notOnTheClassPath) {
            return false;
        }
    }

    @Override
    public @Nullable Entry get(String key) {
        Kept kept = entries.getIfPresent(key);
        ByteSource body = kept == null ? null : kept.reader();
        return kept == null || body == null ? null : new Entry(kept.metadata(), body);
    }

    @Override
    public boolean contains(String key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    public boolean admits(long bytes) {
        return bytes <= largestBodyBytes;
    }

    @Override
    public void put(String key, ImageMetadata metadata, HeapBytes body) {
        entries.put(key, new Kept(metadata, body, direct(body)));
    }

    private @Nullable DirectBody direct(HeapBytes body) {
        return body.length() < SHORTEST_DIRECT ? null : DirectBody.copyOf(body, blocks);
    }

    @Override
    public void remove(KeySelector keys) {
        keys.removeFrom(entries.asMap().keySet());
    }

    @Override
    public List<String> hottest(int limit) {
        return List.copyOf(
                entries.policy().eviction().orElseThrow().hottest(limit).keySet());
    }

    @Override
    public long count() {
        return entries.estimatedSize();
    }

    @Override
    public long bytes() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    @Override
    public long directBytes() {
        return blocks.bytes();
    }

    @Override
    public void close() {
        entries.invalidateAll();
        blocks.close();
    }

    /** A variant whose body is on the heap, or in direct memory. */
    private static final class Kept {
        private final ImageMetadata metadata;
        private final @Nullable HeapBytes onHeap;
        private final @Nullable DirectBody direct;

        Kept(ImageMetadata metadata, HeapBytes body, @Nullable DirectBody direct) {
            this.metadata = metadata;
            this.onHeap = direct == null ? body : null;
            this.direct = direct;
        }

        ImageMetadata metadata() {
            return metadata;
        }

        int bytes() {
            return direct == null ? (int) metadata.length() : direct.blockBytes();
        }

        /** Null if it was removed a moment ago. */
        @Nullable
        ByteSource reader() {
            return direct == null ? onHeap : direct.reader();
        }

        void release() {
            if (direct != null) {
                direct.release();
            }
        }
    }
}
