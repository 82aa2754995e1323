package io.github.imgproxy4j.filter.internal.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.store.EvictingStore.EvictionListener;
import io.github.imgproxy4j.filter.store.EvictingStore.Reason;
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

    private final Cache<String, Entry> entries;
    private final long largestBodyBytes;

    CaffeineMemoryTier(long maximumBytes, EvictionListener listener) {
        this.largestBodyBytes = Math.min(ByteSource.LONGEST_SHORT, maximumBytes / LARGEST_SHARE);
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((String key, Entry entry) ->
                        OVERHEAD_BYTES + (int) entry.metadata().length())
                .expireAfterWrite(LONGEST_STAY)
                .evictionListener((@Nullable String key, @Nullable Entry entry, RemovalCause cause) -> {
                    if (key != null && entry != null) {
                        Reason reason = cause == RemovalCause.SIZE ? Reason.SIZE : Reason.AGE;
                        listener.evicted(key, entry.metadata().length(), reason);
                    }
                })
                .executor(Runnable::run) // Eviction only drops references: no thread of its own is needed.
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
        return entries.getIfPresent(key);
    }

    @Override
    public boolean admits(long bytes) {
        return bytes <= largestBodyBytes;
    }

    @Override
    public void put(String key, Entry entry) {
        entries.put(key, entry);
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
}
