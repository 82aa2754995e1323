package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what fetches bring into the tiers, and keeps out of them what is purged meanwhile. Thread-safe. */
final class CacheWriter {
    private static final Logger log = LoggerFactory.getLogger(CacheWriter.class);

    private final Tiers tiers;
    private final @Nullable StoreWriter storeWriter;
    private final @Nullable StoreWriter copyWriter;

    /**
     * A writer.
     *
     * @param storeWriter writes into the store, or null if there is none
     * @param copyWriter writes into the store's local cache, or null if there is none
     */
    CacheWriter(Tiers tiers, @Nullable StoreWriter storeWriter, @Nullable StoreWriter copyWriter) {
        this.tiers = tiers;
        this.storeWriter = storeWriter;
        this.copyWriter = copyWriter;
    }

    /**
     * Whether a variant would be stored, as far as that is known before it has arrived.
     *
     * @param length the number of bytes, as far as it is known
     */
    boolean wouldStore(String contentType, OptionalLong length) {
        return storeWriter != null && storeWriter.wouldWrite(contentType, length);
    }

    /**
     * Puts a complete variant into memory, and soon into the store.
     *
     * @param done run once, when the store has it or never will; the fetch's bytes are needed until then
     */
    void put(Fetch fetch, FetchResult result, Runnable done) {
        String key = fetch.key();
        ImageMetadata metadata = result.metadata();
        if (result.replaces()) {
            makeRoom(key);
        }
        if (metadata == null) {
            done.run();
            return;
        }
        putInMemory(fetch, metadata);
        if (storeWriter == null) {
            done.run();
            return;
        }
        write(storeWriter, fetch, metadata, done);
    }

    /**
     * Puts a variant that was read from a distant store into its local cache soon.
     *
     * @param done run once, when the copy is written or never will be; the fetch's bytes are needed until then
     */
    void copy(Fetch fetch, ImageMetadata metadata, Runnable done) {
        if (copyWriter == null) {
            done.run();
        } else {
            write(copyWriter, fetch, metadata, done);
        }
    }

    private void write(StoreWriter writer, Fetch fetch, ImageMetadata metadata, Runnable done) {
        String key = fetch.key();
        writer.write(key, metadata, fetch.response().relay().body(), fetch.report(), fetch::isPurged, () -> {
            if (fetch.isPurged()) {
                // The store may have had it for a moment, and a request may have taken it from there into memory.
                tiers.removeFromMemory(KeySelector.of(key));
            }
            done.run();
        });
    }

    /** Puts a complete variant into memory alone. */
    void putInMemory(Fetch fetch, ImageMetadata metadata) {
        if (!fetch.isPurged()) {
            tiers.putInMemory(fetch.key(), metadata, fetch.response().relay());
        }
        if (fetch.isPurged()) {
            // It was purged between the look above and now; the same as in put.
            tiers.removeFromMemory(KeySelector.of(fetch.key()));
        }
    }

    /** A store never changes what it has, so the old variant is deleted first. Requests in between join the fetch. */
    private void makeRoom(String key) {
        cancel(KeySelector.of(key));
        try {
            tiers.remove(KeySelector.of(key));
        } catch (IOException | RuntimeException unwritable) {
            log.warn("{} cannot be replaced in the store: {}", key, LogText.of(unwritable));
        }
    }

    /** Whether what the store has now was purged, and is about to be removed. */
    boolean isBeingRemoved(String key) {
        return storeWriter != null && storeWriter.mayHavePurged(key);
    }

    /** The same of the store's local cache. */
    boolean isCopyBeingRemoved(String key) {
        return copyWriter != null && copyWriter.mayHavePurged(key);
    }

    /** Keeps out of the store what waits to be written. */
    void cancel(KeySelector keys) {
        if (storeWriter != null) {
            storeWriter.cancel(keys);
        }
        if (copyWriter != null) {
            copyWriter.cancel(keys);
        }
    }
}
