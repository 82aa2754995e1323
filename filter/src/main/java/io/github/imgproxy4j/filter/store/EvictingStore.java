package io.github.imgproxy4j.filter.store;

/** A store that evicts variants, to stay within its limits or because they are damaged. */
public interface EvictingStore extends ImageStore {
    /** Sets the listener for evicted variants; replaces the previous one. */
    void evictionListener(EvictionListener listener);

    /** Receives the variants that a store evicts. */
    @FunctionalInterface
    interface EvictionListener {
        /**
         * A variant was evicted. Called from threads of the store; must return quickly and not throw.
         *
         * @param key its cache key
         * @param bytes its size in the store
         */
        void evicted(String key, long bytes, Reason reason);
    }

    /** The reason of an eviction. */
    enum Reason {
        /** The store was full, and the variant was among the least recently used. */
        SIZE,
        /** The variant was older than the age limit. */
        AGE,
        /** The stored data was truncated, modified or empty. */
        DAMAGED
    }
}
