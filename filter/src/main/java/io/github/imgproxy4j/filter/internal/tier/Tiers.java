package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.body.StreamedBytes;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.LocallyCachedStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where finished variants are: in memory and behind it in a store. Thread-safe.
 *
 * <p>A store that cannot be read counts as empty, because then upstream has to serve; {@link StoreCircuitBreaker} says when.
 */
public final class Tiers {
    private static final Logger log = LoggerFactory.getLogger(Tiers.class);

    /** Of no variant, to check whether a store responds. */
    private static final String NO_KEY = "0".repeat(32);

    private final MemoryTier memory;
    private final @Nullable ImageStore store;
    private final @Nullable ImageStore localCache;
    private final SecondReads secondReads = new SecondReads();
    private final ThrottledLogger localFailures = new ThrottledLogger();
    private final StoreCircuitBreaker reads;
    private final AtomicLong purges = new AtomicLong();

    public Tiers(MemoryTier memory, @Nullable ImageStore store) {
        this(memory, store, System::nanoTime);
    }

    public Tiers(MemoryTier memory, @Nullable ImageStore store, LongSupplier nanoTime) {
        this.memory = memory;
        this.store = store;
        this.localCache = store instanceof LocallyCachedStore cached ? cached.localCache() : null;
        this.reads = new StoreCircuitBreaker(log, store == null ? "" : store.description(), nanoTime);
    }

    /** Whether there is a store behind memory. */
    public boolean hasStore() {
        return store != null;
    }

    /** Whether any tier can hold a variant. */
    public boolean canHold() {
        return store != null || memory != MemoryTier.NONE;
    }

    /** Whether {@link #inStore} takes no time: no network is involved. */
    public boolean isLocal() {
        return store == null || store.isLocal();
    }

    /** Whether the store responded to the last read; that it found nothing says nothing otherwise. */
    public boolean isSure() {
        return reads.isSure();
    }

    private static boolean isThere(@Nullable StoredImage image) {
        if (image == null) {
            return false;
        }
        try {
            image.close();
        } catch (IOException alreadyGone) {
            log.debug("closing a stored variant", alreadyGone);
        }
        return true;
    }

    /** Why the store counts as empty, or null if it does not. Asks it if it is time to. May wait for the network. */
    @Nullable
    public String problem() {
        if (reads.isOpen()) {
            boolean unused = isThere(open(NO_KEY));
        }
        return reads.isOpen() ? reads.description() : null;
    }

    /** The variant in memory, or null. */
    @Nullable
    public Found inMemory(String key) {
        MemoryTier.Entry entry = memory.get(key);
        return entry == null ? null : new Found(entry.metadata(), entry.body(), MemoryTier.NAME);
    }

    /**
     * The copy of a variant of a distant store that is on this machine, or null. Takes no longer than a local store, and
     * a small one is in memory from then on.
     */
    public @Nullable Found inLocalCache(String key) {
        if (localCache == null) {
            return null;
        }
        long purgesBefore = purges.get();
        try {
            StoredImage image = localCache.get(key);
            return image == null ? null : found(key, image, localCache.tier(), purgesBefore);
        } catch (IOException | RuntimeException unreadable) {
            localFailures.warn(log, "{} cannot be read from the local cache: {}", key, LogText.of(unreadable));
            return null;
        }
    }

    /** Deletes a copy of a variant that may have been replaced in the store by another process. */
    public void dropFromLocalCache(String key) {
        if (localCache == null) {
            return;
        }
        try {
            boolean unused = localCache.delete(key);
        } catch (IOException | RuntimeException undeletable) {
            localFailures.warn(log, "{} cannot be deleted from the local cache: {}", key, LogText.of(undeletable));
        }
    }

    /** Notes that a variant was read from the store, and returns whether a copy of it is worth keeping here. */
    public boolean deservesCopy(String key, Found found) {
        return localCache != null && found.tier().equals(storeTier()) && secondReads.isSecond(key);
    }

    /**
     * The variant in the store, or null. A small one of a local store is in memory from then on; one that comes over a
     * network is read as it arrives.
     */
    public @Nullable Found inStore(String key) {
        long purgesBefore = purges.get();
        StoredImage image = open(key);
        if (image == null) {
            return null;
        }
        if (!isLocal()) {
            return new Found(image.metadata(), new StreamedBytes(image), storeTier());
        }
        try {
            return found(key, image, storeTier(), purgesBefore);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from the store: {}", key, LogText.of(unreadable));
            return null;
        }
    }

    /** What a local store has; a small one is in memory from then on. */
    private Found found(String key, StoredImage image, String tier, long purgesBefore) throws IOException {
        if (!memory.admits(image.metadata().length())) {
            return new Found(image.metadata(), new StreamedBytes(image), tier);
        }
        try (image) {
            return new Found(image.metadata(), putUnlessPurged(key, image, purgesBefore), tier);
        }
    }

    /** Takes variants from the store into memory, hottest first, until it is full or the thread is interrupted. */
    public void preload(List<String> keys, long maximumBytes) {
        for (String key : keys) {
            if (Thread.currentThread().isInterrupted() || memory.bytes() > maximumBytes - maximumBytes / 16) {
                return;
            }
            preload(key);
        }
    }

    private void preload(String key) {
        long purgesBefore = purges.get();
        StoredImage image = memory.contains(key) ? null : open(key);
        if (image == null) {
            return;
        }
        try (image) {
            if (memory.admits(image.metadata().length())) {
                putUnlessPurged(key, image, purgesBefore);
            }
        } catch (IOException unreadable) {
            log.debug("{} is not preloaded", key, unreadable);
        }
    }

    private HeapBytes putUnlessPurged(String key, StoredImage image, long purgesBefore) throws IOException {
        HeapBytes body = readIntoMemory(key, image.metadata(), image.body());
        if (purges.get() != purgesBefore) {
            memory.remove(KeySelector.of(key));
        }
        return body;
    }

    /** Where a client shall read what was found instead of here, or null. */
    @Nullable
    public URI publicUrl(String key, Found found) {
        return store == null || !found.tier().equals(store.tier()) ? null : store.publicUrl(key);
    }

    private @Nullable StoredImage open(String key) {
        if (store == null || !reads.mayRead()) {
            return null;
        }
        try {
            StoredImage image = store.get(key);
            reads.succeeded();
            return image;
        } catch (IOException | RuntimeException unreadable) {
            if (reads.failed()) {
                log.warn("{} cannot be read from the store: {}", key, LogText.of(unreadable));
            }
            return null;
        }
    }

    /** Puts a variant that has arrived into memory if it is small enough. */
    public void putInMemory(String key, ImageMetadata metadata, Relay relay) {
        if (!memory.admits(metadata.length())) {
            return;
        }
        try {
            memory.put(key, metadata, relay.onHeap());
        } catch (IOException unreadable) {
            log.warn("{} cannot be stored in memory: {}", key, LogText.of(unreadable));
        }
    }

    private HeapBytes readIntoMemory(String key, ImageMetadata metadata, InputStream body) throws IOException {
        HeapBytes bytes = new HeapBytes(body.readAllBytes());
        memory.put(key, metadata, bytes);
        return bytes;
    }

    /**
     * Removes variants from every tier.
     *
     * @return how many the store had; 0 for all, which are not counted
     * @throws UnsupportedOperationException if the store removes variants one by one only
     */
    public long remove(KeySelector keys) throws IOException {
        try {
            return store == null ? 0 : keys.removeFrom(store);
        } finally {
            removeFromMemory(keys);
        }
    }

    /**
     * Removes variants from memory.
     *
     * <p>A reader may have found one in the store before it was removed there, and be about to put it into memory: the
     * count of purges tells that something was removed since, and it is taken out again.
     */
    public void removeFromMemory(KeySelector keys) {
        purges.incrementAndGet();
        memory.remove(keys);
    }

    private String storeTier() {
        return store == null ? "" : store.tier();
    }

    /**
     * A variant that can be sent.
     *
     * @param metadata what is kept beside the bytes
     * @param bytes for one reader, which closes them
     * @param tier where it was found
     */
    public record Found(ImageMetadata metadata, ByteSource bytes, String tier) {}
}
