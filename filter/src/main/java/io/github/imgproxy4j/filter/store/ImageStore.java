package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Keeps finished variants by cache key: get, put, delete and close are all that a store has to do.
 *
 * <p>Implementations are thread-safe. A stored variant never changes: a key stands for its bytes. The other methods
 * describe the store and have an answer that is right for a store behind a network. What only some stores can do is an
 * interface of its own: {@link PurgeableStore}, {@link BrowsableStore}, {@link EvictingStore}, {@link ProbedStore}.
 */
public interface ImageStore extends AutoCloseable {
    /**
     * Opens a stored variant.
     *
     * @param key a cache key
     * @return the variant, to be closed by the caller, or null if it is not stored; a damaged one counts as not stored
     * @throws IOException if the store cannot be read now
     */
    @Nullable
    StoredImage get(String key) throws IOException;

    /**
     * Stores a variant as a whole or not at all; nobody ever reads half of it.
     *
     * <p>It is tried once: whoever calls knows how often and until when trying again makes sense.
     *
     * @param key a cache key
     * @param metadata what to keep beside the bytes; its length is the body's
     * @param body the complete bytes; read during the call only
     * @return whether this call stored it; false if it was there already, or is of a kind that this store does not keep
     * @throws IOException if it could not be stored; nothing is left behind then
     */
    boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException;

    /** Whether it keeps bodies of this media type at all; false where {@link #put} would return false for each. */
    default boolean keeps(String contentType) {
        return true;
    }

    /**
     * Removes a variant.
     *
     * @return whether it was there
     * @throws IOException if the store cannot be written now
     */
    boolean delete(String key) throws IOException;

    /**
     * Where clients of the proxy route shall read a stored variant themselves, or null to send it to them.
     *
     * @param key the cache key of a variant that is stored
     */
    default @Nullable URI publicUrl(String key) {
        return null;
    }

    /** Whether {@link #get} is so fast that a container thread may call it: no network is involved. False by default. */
    default boolean isLocal() {
        return false;
    }

    /** The tier's name in {@code Cache-Status} and statistics, of small letters and digits; {@code store} by default. */
    default String tier() {
        return "store";
    }

    /**
     * What to call it in logs and on the health route, {@code files below /var/cache/images}; no secrets. The name of the
     * class by default.
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

    /** Frees what it holds open. Idempotent. */
    @Override
    void close();
}
