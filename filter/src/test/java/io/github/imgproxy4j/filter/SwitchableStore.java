package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store on the heap that says it is ready whatever a test makes of its reads and writes. */
final class SwitchableStore implements PurgeableStore {
    final MemoryStore stored = new MemoryStore(10_000_000);
    volatile boolean readsFail;
    volatile boolean writesFail;
    volatile boolean keepsNothing;

    /** As a store does that breaks its contract. */
    volatile boolean throwsBugs;

    /** Runs before a variant can be read. */
    volatile Runnable beforePut = () -> {};

    /** Runs when it can be read already, and the writer does not know yet. */
    volatile Runnable afterPut = () -> {};

    volatile boolean isLocal = true;
    volatile Runnable beforeDelete = () -> {};
    volatile Runnable afterDelete = () -> {};

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        if (readsFail) {
            throw new IOException("the disk cannot be read");
        }
        throwBug();
        return stored.get(key);
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        if (writesFail) {
            throw new IOException("no room left");
        }
        throwBug();
        beforePut.run();
        boolean put = !keepsNothing && stored.put(key, metadata, body);
        afterPut.run();
        return put;
    }

    private void throwBug() {
        if (throwsBugs) {
            throw new IllegalStateException("the store has a bug");
        }
    }

    @Override
    public boolean accepts(String contentType) {
        return !keepsNothing;
    }

    @Override
    public boolean delete(String key) {
        throwBug();
        beforeDelete.run();
        boolean deleted = stored.delete(key);
        afterDelete.run();
        return deleted;
    }

    @Override
    public long deletePrefix(String prefix) {
        return stored.deletePrefix(prefix);
    }

    @Override
    public void clear() {
        stored.clear();
    }

    @Override
    public boolean isLocal() {
        return isLocal;
    }

    @Override
    public String tier() {
        return stored.tier();
    }

    @Override
    public String description() {
        return "a store with switches";
    }

    @Override
    public void checkReady() {}

    @Override
    public void close() {
        stored.close();
    }
}
