package io.github.imgproxy4j.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An original as it was fetched. The bytes are shared, not copied, and nobody writes them.
 */
final class Source {
    private final byte[] bytes;
    private final @Nullable String etag;
    private final @Nullable String lastModified;
    private final @Nullable String contentType;

    /**
     * An original.
     *
     * @param etag its entity tag with quotes, or null
     * @param lastModified its date as HTTP writes it, or null
     * @param contentType what its server takes it for, or null
     */
    Source(byte[] bytes, @Nullable String etag, @Nullable String lastModified, @Nullable String contentType) {
        this.bytes = bytes;
        this.etag = etag;
        this.lastModified = lastModified;
        this.contentType = contentType;
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

    @Nullable
    String contentType() {
        return contentType;
    }
}
