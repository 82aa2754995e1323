package io.github.imgproxy4j.filter.event;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fetch from upstream that ended, with a response or a failure. Immutable; equal by value. */
public final class FetchEvent extends ValueObject {
    private final Builder parts;

    private FetchEvent(Builder parts) {
        this.parts = parts;
    }

    /** Begins one, for tests of listeners. */
    public static Builder builder() {
        return new Builder();
    }

    /** The cache key of the variant. */
    public String key() {
        return parts.key;
    }

    /** The canonical path without signature. */
    public String path() {
        return parts.path;
    }

    /** The status of upstream's response, or 0 if there was none. */
    public int status() {
        return parts.status;
    }

    /** The time from the request to the last byte, or to the failure. */
    public Duration took() {
        return parts.took;
    }

    @Override
    Map<String, @Nullable Object> parts() {
        return named("key", parts.key, "path", parts.path, "status", parts.status, "took", parts.took);
    }

    /** Collects the parts; those that are not given are empty. Not thread-safe. */
    public static final class Builder extends CopiedParts<Builder> {
        private String key = "";
        private String path = "";
        private int status;
        private Duration took = Duration.ZERO;

        private Builder() {}

        /** The cache key of the variant. */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** The canonical path without signature. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** The status of upstream's response, or 0 if there was none. */
        public Builder status(int status) {
            this.status = status;
            return this;
        }

        /** The time from the request to the last byte, or to the failure. */
        public Builder took(Duration took) {
            this.took = Objects.requireNonNull(took, "took");
            return this;
        }

        /** The event; this builder can go on to another. */
        public FetchEvent build() {
            return new FetchEvent(copy());
        }
    }
}
