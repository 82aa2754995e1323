package io.github.imgproxy4j.store.testkit.documentation;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import java.io.IOException;

/** The store of somebody else: it has what the interface asks for and no more. */
final class MyStore implements ImageStore {
    private final ImageStore images = new MemoryStore(100_000_000);

    @Override
    public StoredImage get(String key) throws IOException {
        return images.get(key);
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        return images.put(key, metadata, body);
    }

    @Override
    public boolean delete(String key) throws IOException {
        return images.delete(key);
    }

    @Override
    public long deletePrefix(String prefix) throws IOException {
        return images.deletePrefix(prefix);
    }

    @Override
    public void clear() throws IOException {
        images.clear();
    }

    @Override
    public boolean isLocal() {
        return images.isLocal();
    }

    @Override
    public String tier() {
        return "mine";
    }

    @Override
    public String description() {
        return "my store";
    }

    @Override
    public void checkReady() throws IOException {
        images.checkReady();
    }

    @Override
    public void close() {
        images.close();
    }
}
