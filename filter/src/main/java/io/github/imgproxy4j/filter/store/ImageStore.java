package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Keeps finished variants by cache key: get, put, delete and close are all that a store has to do.
 *
 * <p>Implementations are thread-safe. A stored variant never changes: a key stands for its bytes. The other methods
 * describe the store and have a response that is right for a store behind a network. What only some stores can do is an
 * interface of its own: {@link PurgeableStore}, {@link BrowsableStore}, {@link EvictingStore}, {@link ProbedStore}.
 */
public interface ImageStore extends AutoCloseable {
    /**
     * Opens a stored variant.
     *
     * @param key a cache key
     * @return the variant, to be closed by the caller, or null if it is not stored or is damaged
     * @throws IOException if the store cannot be read
     */
    @Nullable
    StoredImage get(String key) throws IOException;

    /**
     * Stores a variant atomically: readers never see a part of it.
     *
     * <p>There is only one attempt; the caller decides about retries.
     *
     * @param key a cache key
     * @param metadata the metadata; its length is that of the body
     * @param body the complete bytes; read during the call only
     * @return whether this call stored it; false if it existed already, or if this store does not accept its type
     * @throws IOException if it could not be stored; nothing is left behind
     */
    boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException;

    /** Whether it accepts bodies of this media type; false if {@link #put} would always return false. */
    default boolean accepts(String contentType) {
        return true;
    }

    /**
     * Removes a variant.
     *
     * @return whether it existed
     * @throws IOException if the store cannot be written
     */
    boolean delete(String key) throws IOException;

    /**
     * The URL from which clients of the proxy route should read a stored variant, or null to send it to them.
     *
     * @param key the cache key of a variant that is stored
     */
    default @Nullable URI publicUrl(String key) {
        return null;
    }

    /** Whether {@link #get} is fast enough for a container thread, without network access. False by default. */
    default boolean isLocal() {
        return false;
    }

    /** The tier's name in {@code Cache-Status} and statistics, of small letters and digits; {@code store} by default. */
    default String tier() {
        return "store";
    }

    /**
     * The description for logs and the health route, {@code files below /var/cache/images}; without secrets. The name
     * of the class by default.
     */
    default String description() {
        return getClass().getName();
    }

    /**
     * Whether it could store a variant now; by default it is taken to be ready, and failures are seen when it is used.
     *
     * @throws IOException with the reason if it could not
     */
    default void checkReady() throws IOException {}

    /** Frees its resources. Idempotent. */
    @Override
    void close();
}
