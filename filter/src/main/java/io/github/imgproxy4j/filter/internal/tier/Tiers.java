package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.body.StreamedBytes;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
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

    /** Of no variant, to ask a store whether it answers. */
    private static final String NO_KEY = "0".repeat(32);

    private final MemoryTier memory;
    private final @Nullable ImageStore store;
    private final StoreCircuitBreaker reads;
    private final AtomicLong purges = new AtomicLong();

    public Tiers(MemoryTier memory, @Nullable ImageStore store) {
        this(memory, store, System::nanoTime);
    }

    public Tiers(MemoryTier memory, @Nullable ImageStore store, LongSupplier nanoTime) {
        this.memory = memory;
        this.store = store;
        this.reads = new StoreCircuitBreaker(log, store == null ? "" : store.description(), nanoTime);
    }

    /** Whether anything is ever kept. */
    public boolean keepAnything() {
        return store != null || memory != MemoryTier.NONE;
    }

    /** Whether {@link #inMemory} and {@link #inLocalStore} together look everywhere. */
    public boolean isLocal() {
        return store == null || store.isLocal();
    }

    /**
     * Whether the store may hold a variant although a look a while ago did not find it: somebody else has stored it since,
     * or the store could not be read. Of a store behind a network only the latter is known.
     */
    public boolean mayHave(String key) {
        if (!reads.isSure()) {
            return true;
        }
        if (store == null || !store.isLocal()) {
            return false;
        }
        return isThere(open(key));
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

    /** The variant in the store if that is local, or null; a small one is in memory from then on. */
    @Nullable
    public Found inLocalStore(String key) {
        long purgesBefore = purges.get();
        StoredImage image = isLocal() ? open(key) : null;
        if (image == null) {
            return null;
        }
        if (!memory.admits(image.metadata().length())) {
            return new Found(image.metadata(), new StreamedBytes(image), storeTier());
        }
        try (image) {
            HeapBytes body = rememberUnlessPurged(key, image, purgesBefore);
            return new Found(image.metadata(), body, storeTier());
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from the store: {}", key, LogText.of(unreadable));
            return null;
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
        StoredImage image = memory.get(key) == null ? open(key) : null;
        if (image == null) {
            return;
        }
        try (image) {
            if (memory.admits(image.metadata().length())) {
                rememberUnlessPurged(key, image, purgesBefore);
            }
        } catch (IOException unreadable) {
            log.debug("{} is not preloaded", key, unreadable);
        }
    }

    private HeapBytes rememberUnlessPurged(String key, StoredImage image, long purgesBefore) throws IOException {
        HeapBytes body = remembered(key, image.metadata(), image.body());
        if (purges.get() != purgesBefore) {
            memory.remove(KeySelector.of(key));
        }
        return body;
    }

    /** The variant from any tier, to be closed by the caller, or null. May wait for the network. */
    @Nullable
    public Opened openAny(String key) {
        MemoryTier.Entry entry = memory.get(key);
        if (entry != null) {
            return new Opened(new StoredImage(entry.metadata(), entry.body().open()), MemoryTier.NAME);
        }
        StoredImage image = open(key);
        return image == null ? null : new Opened(image, storeTier());
    }

    /** Where a client shall read an opened variant instead of here, or null. */
    @Nullable
    public URI publicUrl(String key, Opened opened) {
        return store == null || !opened.tier().equals(store.tier()) ? null : store.publicUrl(key);
    }

    private @Nullable StoredImage open(String key) {
        if (store == null || !reads.mayRead()) {
            return null;
        }
        try {
            StoredImage image = store.get(key);
            reads.succeeded();
            return image;
        } catch (IOException unreadable) {
            if (reads.failed()) {
                log.warn("{} cannot be read from the store: {}", key, LogText.of(unreadable));
            }
            return null;
        }
    }

    /** Keeps a variant that has arrived in memory if it is small enough. */
    public void remember(String key, ImageMetadata metadata, Relay relay) {
        if (!memory.admits(metadata.length())) {
            return;
        }
        try {
            memory.put(key, new MemoryTier.Entry(metadata, relay.onHeap()));
        } catch (IOException unreadable) {
            log.warn("{} cannot be kept in memory: {}", key, LogText.of(unreadable));
        }
    }

    private HeapBytes remembered(String key, ImageMetadata metadata, InputStream body) throws IOException {
        HeapBytes bytes = new HeapBytes(body.readAllBytes());
        memory.put(key, new MemoryTier.Entry(metadata, bytes));
        return bytes;
    }

    /**
     * Removes one variant from every tier.
     *
     * @return whether the store had it
     */
    public boolean remove(String key) throws IOException {
        try {
            return store != null && store.delete(key);
        } finally {
            forget(KeySelector.of(key));
        }
    }

    /**
     * Removes the variants whose keys begin with a prefix from every tier.
     *
     * @return how many the store had
     */
    public long removePrefix(String prefix) throws IOException {
        try {
            return store == null ? 0 : store.deletePrefix(prefix);
        } finally {
            forget(KeySelector.below(prefix));
        }
    }

    /** Removes all variants from every tier. */
    public void clear() throws IOException {
        try {
            if (store != null) {
                store.clear();
            }
        } finally {
            forget(KeySelector.ALL);
        }
    }

    /**
     * Removes variants from memory.
     *
     * <p>Somebody may have read one from the store before it was removed there, and be about to put it into memory: he
     * sees by the count of purges that something was removed since, and takes it out again.
     */
    public void forget(KeySelector keys) {
        purges.incrementAndGet();
        memory.remove(keys);
    }

    private String storeTier() {
        return store == null ? "" : store.tier();
    }

    /**
     * A variant that can be sent at once.
     *
     * @param metadata what is kept beside the bytes
     * @param bytes for one reader, who closes them
     * @param tier where it was found
     */
    public record Found(ImageMetadata metadata, ByteSource bytes, String tier) {}

    /**
     * A variant that can be read from its beginning to its end, on a thread that may wait.
     *
     * @param image to be closed by the reader
     * @param tier where it was found
     */
    public record Opened(StoredImage image, String tier) {}
}
