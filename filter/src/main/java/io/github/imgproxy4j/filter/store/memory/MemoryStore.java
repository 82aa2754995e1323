package io.github.imgproxy4j.filter.store.memory;

import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.EvictingStore;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stores variants on the heap, until the process ends: for tests of an app, and for systems without disk and bucket.
 * Thread-safe.
 *
 * <p>Unlike the memory tier, which keeps copies of small variants of a store, it is a complete store and accepts bodies
 * of any size. When it is full, the least recently used variants are removed.
 *
 * <pre>{@code
 * CachingProxy proxy = CachingProxy.builder(imgproxy, upstream).store(new MemoryStore(64 << 20)).build();
 * }</pre>
 */
public final class MemoryStore implements PurgeableStore, BrowsableStore, EvictingStore, ListableStore {
    private static final Comparator<Item> NEWEST_FIRST =
            Comparator.comparing((Item item) -> item.metadata().storedAt()).reversed();

    private final long maximumBytes;
    // Guarded by this, as is the number of bytes; in order of use.
    private final Map<String, Variant> variants = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private volatile EvictionListener listener = (key, size, reason) -> {};

    /**
     * An empty store.
     *
     * @param maximumBytes bytes of all bodies together, greater than 0
     * @throws IllegalArgumentException if it is not
     */
    public MemoryStore(long maximumBytes) {
        if (maximumBytes <= 0) {
            throw new IllegalArgumentException("maximum bytes [" + maximumBytes + "] must be greater than 0");
        }
        this.maximumBytes = maximumBytes;
    }

    @Override
    public @Nullable StoredImage get(String key) {
        CacheKeys.checked(key);
        Variant variant;
        synchronized (this) {
            variant = variants.get(key);
        }
        return variant == null ? null : new StoredImage(variant.metadata, new ByteArrayInputStream(variant.body));
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        CacheKeys.checked(key);
        byte[] read;
        try (InputStream in = body.open()) {
            read = in.readAllBytes();
        }
        if (read.length != metadata.length()) {
            throw new IOException("body has " + read.length + " bytes instead of " + metadata.length());
        }
        Map<String, Long> evicted;
        synchronized (this) {
            if (variants.putIfAbsent(key, new Variant(metadata, read)) != null) {
                return false;
            }
            bytes += read.length;
            evicted = makeRoom();
        }
        evicted.forEach((name, length) -> listener.evicted(name, length, Reason.SIZE));
        return true;
    }

    private Map<String, Long> makeRoom() {
        Map<String, Long> evicted = new HashMap<>();
        var eldest = variants.entrySet().iterator();
        while (bytes > maximumBytes && eldest.hasNext()) {
            var entry = eldest.next();
            long length = entry.getValue().body.length;
            evicted.put(entry.getKey(), length);
            bytes -= length;
            eldest.remove();
        }
        return evicted;
    }

    @Override
    public boolean delete(String key) {
        CacheKeys.checked(key);
        synchronized (this) {
            Variant removed = variants.remove(key);
            bytes -= removed == null ? 0 : removed.body.length;
            return removed != null;
        }
    }

    @Override
    public long deletePrefix(String prefix) {
        CacheKeys.checkedPrefix(prefix);
        return removeIf(key -> key.startsWith(prefix));
    }

    @Override
    public void clear() {
        removeIf(key -> true);
    }

    private synchronized long removeIf(Predicate<String> wanted) {
        int before = variants.size();
        variants.keySet().removeIf(wanted);
        bytes = variants.values().stream()
                .mapToLong(variant -> variant.body.length)
                .sum();
        return (long) before - variants.size();
    }

    @Override
    public synchronized Inventory inventory(int limit) {
        List<Item> items = new ArrayList<>();
        variants.forEach((key, variant) -> items.add(new Item(key, variant.metadata)));
        List<Item> newest = items.stream().sorted(NEWEST_FIRST).limit(limit).toList();
        return new Inventory(items.size(), bytes, newest);
    }

    @Override
    public void list(String prefix, KeyVisitor visitor) throws IOException {
        List<String> keys;
        synchronized (this) {
            keys = variants.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        }
        for (String key : keys) {
            visitor.visit(key);
        }
    }

    @Override
    public void evictionListener(EvictionListener told) {
        listener = told;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String tier() {
        return "heap";
    }

    @Override
    public String description() {
        return "up to " + maximumBytes + " bytes on the heap";
    }

    @Override
    public void checkReady() {}

    /** Keeps nothing any more. */
    @Override
    public void close() {
        clear();
    }

    /** For readers only: the array is never changed. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Variant(ImageMetadata metadata, byte[] body) {}
}
