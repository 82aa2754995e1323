package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.util.List;

/** A store that can tell what is in it. */
public interface BrowsableStore extends ImageStore {
    /**
     * How many variants there are, how many bytes they have, and the newest of them.
     *
     * @param limit how many to list at most
     * @throws IOException if the store cannot be read now
     */
    Inventory inventory(int limit) throws IOException;

    /**
     * What is in a store.
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
     * @param metadata what is kept beside the bytes
     */
    record Item(String key, ImageMetadata metadata) {}
}
