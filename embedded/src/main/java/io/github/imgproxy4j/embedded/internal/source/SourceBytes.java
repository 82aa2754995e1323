package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * An original as it was fetched. The bytes are shared, not copied, and never written; to be closed when they are no
 * longer needed.
 */
public final class SourceBytes implements AutoCloseable {
    private final byte[] bytes;
    private final @Nullable String etag;
    private final @Nullable String lastModified;
    private final @Nullable String contentType;
    private final MemoryBudget.Claim claim;

    /** An original that is not counted in the memory budget, because it is held anyway. */
    public SourceBytes(byte[] bytes) {
        this(bytes, null, null, null, MemoryBudget.Claim.none());
    }

    /**
     * An original.
     *
     * @param etag its entity tag with quotes, or null
     * @param lastModified its date as HTTP writes it, or null
     * @param contentType what its server takes it for, or null
     * @param claim what the bytes are paid with; given back when this is closed
     */
    public SourceBytes(
            byte[] bytes,
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable String contentType,
            MemoryBudget.Claim claim) {
        this.bytes = bytes;
        this.etag = etag;
        this.lastModified = lastModified;
        this.contentType = contentType;
        this.claim = claim;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Nullable
    public String etag() {
        return etag;
    }

    @Nullable
    public String lastModified() {
        return lastModified;
    }

    @Nullable
    public String contentType() {
        return contentType;
    }

    /** The same once more; the bytes are given back when all of them are closed. */
    public SourceBytes shared() {
        return new SourceBytes(bytes, etag, lastModified, contentType, claim.shared());
    }

    /** Whether others hold the bytes as well. */
    public boolean isShared() {
        return claim.isShared();
    }

    /** The memory reserved for the bytes, for holders that outlive this object. */
    public MemoryBudget.Claim passOnClaim() {
        return claim.passOn();
    }

    @Override
    public void close() {
        claim.close();
    }
}
