package io.github.imgproxy4j.filter.event;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variant that was stored. Immutable; equal by value. */
public final class StoreEvent extends ValueObject {
    private final Builder parts;

    private StoreEvent(Builder parts) {
        this.parts = parts;
    }

    /** Begins one, for tests of listeners. */
    public static Builder builder() {
        return new Builder();
    }

    /** Its cache key. */
    public String key() {
        return parts.key;
    }

    /** The canonical path without signature. */
    public String path() {
        return parts.path;
    }

    /** The source without credentials and query, or null if it is not known. */
    public @Nullable String source() {
        return parts.source;
    }

    /** Its media type. */
    public String contentType() {
        return parts.contentType;
    }

    /** Its length. */
    public long bytes() {
        return parts.bytes;
    }

    /** The length of the source, or null if upstream did not report it. */
    public @Nullable Long sourceBytes() {
        return parts.sourceBytes;
    }

    /** In pixels, or null if upstream did not report it. */
    public @Nullable Long width() {
        return parts.width;
    }

    /** In pixels, or null if upstream did not report it. */
    public @Nullable Long height() {
        return parts.height;
    }

    /** The time from the request to upstream to the last byte. */
    public Duration upstreamTime() {
        return parts.upstreamTime;
    }

    /** The bytes by which it is smaller than its source, or null if that is not known; not negative. */
    public @Nullable Long savedBytes() {
        Long sourceBytes = parts.sourceBytes;
        return sourceBytes == null ? null : Long.valueOf(Math.max(0, sourceBytes - parts.bytes));
    }

    @Override
    Map<String, @Nullable Object> parts() {
        return named(
                "key",
                parts.key,
                "path",
                parts.path,
                "source",
                parts.source,
                "contentType",
                parts.contentType,
                "bytes",
                parts.bytes,
                "sourceBytes",
                parts.sourceBytes,
                "width",
                parts.width,
                "height",
                parts.height,
                "upstreamTime",
                parts.upstreamTime);
    }

    /** Collects the parts; those that are not given are empty or unknown. Not thread-safe. */
    public static final class Builder extends CopiedParts<Builder> {
        private String key = "";
        private String path = "";
        private @Nullable String source;
        private String contentType = "";
        private long bytes;
        private @Nullable Long sourceBytes;
        private @Nullable Long width;
        private @Nullable Long height;
        private Duration upstreamTime = Duration.ZERO;

        private Builder() {}

        /** Its cache key. */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** The canonical path without signature. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** The source without credentials and query, or null if it is not known. */
        public Builder source(@Nullable String source) {
            this.source = source;
            return this;
        }

        /** Its media type. */
        public Builder contentType(String contentType) {
            this.contentType = Objects.requireNonNull(contentType, "contentType");
            return this;
        }

        /** Its length. */
        public Builder bytes(long bytes) {
            this.bytes = bytes;
            return this;
        }

        /** The length of the source, or null if upstream did not report it. */
        public Builder sourceBytes(@Nullable Long sourceBytes) {
            this.sourceBytes = sourceBytes;
            return this;
        }

        /** In pixels, or null if upstream did not report it. */
        public Builder width(@Nullable Long width) {
            this.width = width;
            return this;
        }

        /** In pixels, or null if upstream did not report it. */
        public Builder height(@Nullable Long height) {
            this.height = height;
            return this;
        }

        /** The time from the request to upstream to the last byte. */
        public Builder upstreamTime(Duration upstreamTime) {
            this.upstreamTime = Objects.requireNonNull(upstreamTime, "upstreamTime");
            return this;
        }

        /** The event; this builder can go on to another. */
        public StoreEvent build() {
            return new StoreEvent(copy());
        }
    }
}
