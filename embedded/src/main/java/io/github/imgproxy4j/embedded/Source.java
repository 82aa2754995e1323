package io.github.imgproxy4j.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An original as it was fetched. The bytes are shared, not copied, and nobody writes them.
 */
final class Source {
    private final byte[] bytes;
    private final @Nullable String etag;
    private final @Nullable String lastModified;

    /**
     * An original.
     *
     * @param etag its entity tag with quotes, or null
     * @param lastModified its date as HTTP writes it, or null
     */
    Source(byte[] bytes, @Nullable String etag, @Nullable String lastModified) {
        this.bytes = bytes;
        this.etag = etag;
        this.lastModified = lastModified;
    }

    byte[] bytes() {
        return bytes;
    }

    @Nullable
    String etag() {
        return etag;
    }

    @Nullable
    String lastModified() {
        return lastModified;
    }
}
