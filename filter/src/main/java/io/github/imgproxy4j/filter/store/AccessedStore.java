package io.github.imgproxy4j.filter.store;

import io.github.imgproxy4j.filter.store.BrowsableStore.Item;
import java.io.IOException;
import java.util.List;

/** A store that knows when its variants were last asked for. */
public interface AccessedStore extends ImageStore {
    /**
     * The variants that were asked for most lately. May read the whole store.
     *
     * @param limit the maximum number to list
     * @return the most lately asked for first
     * @throws IOException if the store cannot be read
     */
    List<Item> lastAccessed(int limit) throws IOException;
}
