package io.github.imgproxy4j.filter.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stored variant, opened for one reader. Not thread-safe.
 *
 * <p>It stays readable if the store deletes or replaces the variant.
 */
public final class StoredImage implements AutoCloseable {
    private final ImageMetadata metadata;
    private final InputStream body;
    private final Supplier<? extends @Nullable Path> file;

    /**
     * An opened variant.
     *
     * @param metadata the metadata stored with the bytes
     * @param body the bytes; ends after exactly {@link ImageMetadata#length} bytes or throws
     */
    public StoredImage(ImageMetadata metadata, InputStream body) {
        this(metadata, body, () -> null);
    }

    /**
     * An opened variant whose bytes are the first of a local file.
     *
     * @param metadata the metadata stored with the bytes
     * @param body the bytes; ends after exactly {@link ImageMetadata#length} bytes or throws
     * @param file gives the file, or null if there is none. It is complete and may be removed, but is never modified,
     *     and no other variant or version ever has its name
     */
    public StoredImage(ImageMetadata metadata, InputStream body, Supplier<? extends @Nullable Path> file) {
        this.metadata = metadata;
        this.body = body;
        this.file = file;
    }

    /** The metadata stored with the bytes. */
    public ImageMetadata metadata() {
        return metadata;
    }

    /** The bytes, to be read once. */
    public InputStream body() {
        return body;
    }

    /**
     * The local file whose first bytes are the body, for a container that opens it by its name later, or null if there is
     * none. The file may be deleted at any time; the name never becomes that of other bytes. May take a moment.
     */
    public @Nullable Path file() {
        return file.get();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
