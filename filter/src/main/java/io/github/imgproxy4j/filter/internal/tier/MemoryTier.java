package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.store.EvictingStore.EvictionListener;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps small variants in memory, in front of the store. Thread-safe. */
public interface MemoryTier {
    /** The tier's name in {@code Cache-Status} and statistics. */
    String NAME = "memory";

    /** Keeps nothing. */
    MemoryTier NONE = new MemoryTier() {
        @Override
        public @Nullable Entry get(String key) {
            return null;
        }

        @Override
        public boolean contains(String key) {
            return false;
        }

        @Override
        public boolean admits(long bytes) {
            return false;
        }

        @Override
        public void put(String key, ImageMetadata metadata, HeapBytes body) {}

        @Override
        public void remove(KeySelector keys) {}

        @Override
        public List<String> hottest(int limit) {
            return List.of();
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public long directBytes() {
            return 0;
        }

        @Override
        public void close() {}
    };

    /**
     * A tier of at most this many bytes; one that keeps nothing if the number is 0 or Caffeine is not on the class path.
     */
    static MemoryTier ofBytes(long maximumBytes, EvictionListener listener) {
        return maximumBytes > 0 && CaffeineMemoryTier.isAvailable()
                ? new CaffeineMemoryTier(maximumBytes, listener)
                : NONE;
    }

    /** The variant, or null; the caller closes its bytes. */
    @Nullable
    Entry get(String key);

    boolean contains(String key);

    /** Whether a body of this size is worth keeping. */
    boolean admits(long bytes);

    /** Keeps the bytes themselves or a copy of them. */
    void put(String key, ImageMetadata metadata, HeapBytes body);

    void remove(KeySelector keys);

    /** The keys that are asked for most, hottest first. */
    List<String> hottest(int limit);

    long count();

    long bytes();

    /** The bytes of direct memory that it has, used or not; the rest of what it keeps is on the heap. */
    long directBytes();

    /** Keeps nothing any more, and gives its memory back. */
    void close();

    /**
     * A variant in memory.
     *
     * @param metadata what is kept beside the bytes
     * @param body its bytes for one reader, which closes them
     */
    record Entry(ImageMetadata metadata, ByteSource body) {}
}
