package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that is kept in a cache. */
interface Entry {
    /** The entity tag in metadata of caches that have none; the copy gets one of its bytes. */
    String NO_TAG = "\"\"";

    /** Its name there, for messages. */
    String name();

    /** The cache key if the cache names its entries as one of our layouts does, or null. */
    @Nullable
    String key();

    /**
     * Opens it; its metadata hold the path without signature, if that is known.
     *
     * @throws UnusableException if it is no finished variant of ours
     * @throws IOException if it cannot be read
     */
    StoredImage open() throws IOException;
}
