package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stored variant, opened for one reader. For one thread at a time.
 *
 * <p>It stays readable when the store deletes or replaces the variant meanwhile.
 */
public final class StoredImage implements AutoCloseable {
    private final ImageMetadata metadata;
    private final InputStream body;

    /**
     * An opened variant.
     *
     * @param metadata what is kept beside the bytes
     * @param body the bytes; ends after exactly {@link ImageMetadata#length} bytes or throws
     */
    public StoredImage(ImageMetadata metadata, InputStream body) {
        this.metadata = metadata;
        this.body = body;
    }

    /** What is kept beside the bytes. */
    public ImageMetadata metadata() {
        return metadata;
    }

    /** The bytes, to be read once. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
