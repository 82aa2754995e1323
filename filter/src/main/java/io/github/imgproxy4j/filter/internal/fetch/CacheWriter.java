package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what flights bring into the tiers, and keeps out of them what is purged meanwhile. Thread-safe. */
final class CacheWriter {
    private static final Logger log = LoggerFactory.getLogger(CacheWriter.class);

    private final Tiers tiers;
    private final @Nullable StoreWriter storeWriter;
    private final List<NegativeCache> failures;

    /**
     * A writer.
     *
     * @param storeWriter writes into the store, or null if there is none
     * @param failures what is forgotten with a variant
     */
    CacheWriter(Tiers tiers, @Nullable StoreWriter storeWriter, NegativeCache... failures) {
        this.tiers = tiers;
        this.storeWriter = storeWriter;
        this.failures = List.of(failures);
    }

    /**
     * Puts a complete variant into memory, and soon into the store.
     *
     * @param done run once, when the store has it or never will; the flight's bytes are needed until then
     */
    void keep(String key, Flight flight, FetchResult result, Runnable done) {
        ImageMetadata metadata = result.metadata();
        if (result.replaces()) {
            makeRoom(key);
        }
        if (metadata == null) {
            done.run();
            return;
        }
        remember(key, flight, metadata);
        if (storeWriter == null) {
            done.run();
            return;
        }
        storeWriter.write(key, metadata, flight.relay().body(), flight.report(), done);
        if (flight.isPurged()) {
            // It was purged since the caller looked, so whoever purged may have come too early for this.
            storeWriter.forget(KeySelector.of(key));
        }
    }

    /** Puts a complete variant into memory alone. */
    void remember(String key, Flight flight, ImageMetadata metadata) {
        if (!flight.isPurged()) {
            tiers.remember(key, metadata, flight.relay());
        }
        if (flight.isPurged()) {
            // It was purged between the look above and now; the same as in keep.
            tiers.forget(KeySelector.of(key));
        }
    }

    /** A store keeps what it has: what is there has to go first. Whoever asks in between joins the flight. */
    private void makeRoom(String key) {
        if (storeWriter != null) {
            storeWriter.forget(KeySelector.of(key));
        }
        tiers.forget(KeySelector.of(key));
        try {
            tiers.remove(key);
        } catch (IOException unwritable) {
            log.warn("{} cannot be replaced in the store: {}", key, LogText.of(unwritable));
        }
    }

    /** Forgets failures, removes from memory, and keeps out of the store what waits to be written. */
    void forget(KeySelector keys) {
        failures.forEach(memory -> memory.forget(keys));
        if (storeWriter != null) {
            storeWriter.forget(keys);
        }
        tiers.forget(keys);
    }
}
