package io.github.imgproxy4j.filter.store;

/** A store that removes variants of its own accord, to keep within its limits or because they are damaged. */
public interface EvictingStore extends ImageStore {
    /** Says who is told of each variant that is removed; replaces whoever was told before. */
    void evictionListener(EvictionListener listener);

    /** Is told of each variant that a store removed of its own accord. */
    @FunctionalInterface
    interface EvictionListener {
        /**
         * A variant was removed. Called from threads of the store; must return quickly and not throw.
         *
         * @param key its cache key
         * @param bytes what it took in the store
         */
        void evicted(String key, long bytes, Reason reason);
    }

    /** Why a variant was removed. */
    enum Reason {
        /** The store was full, and the variant had not been asked for as long as others. */
        SIZE,
        /** The variant was older than variants may become. */
        AGE,
        /** What was stored was cut, changed or empty. */
        DAMAGED
    }
}
