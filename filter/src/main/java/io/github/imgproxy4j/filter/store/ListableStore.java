package io.github.imgproxy4j.filter.store;

import java.io.IOException;

/** A store that can list its cache keys. */
public interface ListableStore extends ImageStore {
    /**
     * Passes on the keys of all variants of this store that begin with a prefix, in no particular order. Variants that
     * are stored or removed meanwhile may be listed or not. Takes memory for some thousand keys at most.
     *
     * @param prefix the beginning of the keys; empty for all
     * @throws IOException if the store cannot be read, or from the visitor
     */
    void list(String prefix, KeyVisitor visitor) throws IOException;

    /** Receives keys. */
    @FunctionalInterface
    interface KeyVisitor {
        /** Receives one key; variants may be read and removed meanwhile. */
        void visit(String key) throws IOException;
    }
}
