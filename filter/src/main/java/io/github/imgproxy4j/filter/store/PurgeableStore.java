package io.github.imgproxy4j.filter.store;

import java.io.IOException;

/** A store that can remove many variants at once. Without it, variants are purged key by key only. */
public interface PurgeableStore extends ImageStore {
    /**
     * Removes all variants whose keys begin with a prefix: those of one source, where keys are grouped by source.
     *
     * <p>Variants that are stored meanwhile may stay.
     *
     * @param prefix plain names with a hash and a slash at the end, {@code 0c4f…/}
     * @return how many were there
     * @throws IllegalArgumentException if it is no such prefix
     * @throws IOException if the store cannot be written now; some may be removed by then
     */
    long deletePrefix(String prefix) throws IOException;

    /**
     * Removes all variants of this store and nothing else.
     *
     * @throws IOException if the store cannot be written now; some may be removed by then
     */
    void clear() throws IOException;
}
