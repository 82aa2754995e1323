package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.util.List;

/** A store that can list its contents. */
public interface BrowsableStore extends ImageStore {
    /**
     * The number of variants, their total size, and the newest ones.
     *
     * @param limit the maximum number to list
     * @throws IOException if the store cannot be read
     */
    Inventory inventory(int limit) throws IOException;

    /**
     * The contents of a store.
     *
     * @param count the number of variants
     * @param bytes the bytes of all of them, metadata included
     * @param newest the variants stored last, newest first
     */
    record Inventory(long count, long bytes, List<Item> newest) {
        /** Copies the list. */
        public Inventory {
            newest = List.copyOf(newest);
        }
    }

    /**
     * One stored variant.
     *
     * @param key its cache key
     * @param metadata the metadata stored with the bytes
     */
    record Item(String key, ImageMetadata metadata) {}
}
