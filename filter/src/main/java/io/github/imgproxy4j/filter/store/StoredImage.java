package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stored variant, opened for one reader. For one thread at a time.
 *
 * <p>It stays readable when the store deletes or replaces the variant meanwhile.
 */
public final class StoredImage implements AutoCloseable {
    private final ImageMetadata metadata;
    private final InputStream body;
    private final @Nullable Path file;

    /**
     * An opened variant.
     *
     * @param metadata what is kept beside the bytes
     * @param body the bytes; ends after exactly {@link ImageMetadata#length} bytes or throws
     */
    public StoredImage(ImageMetadata metadata, InputStream body) {
        this(metadata, body, null);
    }

    /**
     * An opened variant whose bytes are the first of a local file.
     *
     * @param metadata what is kept beside the bytes
     * @param body the bytes; ends after exactly {@link ImageMetadata#length} bytes or throws
     * @param file the file, or null if there is none; a finished one, which is removed at most, never written again
     */
    public StoredImage(ImageMetadata metadata, InputStream body, @Nullable Path file) {
        this.metadata = metadata;
        this.body = body;
        this.file = file;
    }

    /** What is kept beside the bytes. */
    public ImageMetadata metadata() {
        return metadata;
    }

    /** The bytes, to be read once. */
    public InputStream body() {
        return body;
    }

    /** The local file whose first bytes are the body, or null if there is none. Its name may be gone at any time. */
    public @Nullable Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
