package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.store.EvictingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of the proxy, for statistics, metrics and logs.
 *
 * <p>Called from many threads concurrently; must return quickly and not throw.
 */
public interface ProxyListener {
    /** A response was sent or aborted. */
    default void answered(Answered event) {}

    /** A variant was stored. */
    default void stored(Stored event) {}

    /** A fetch from upstream ended, with a response or a failure. */
    default void fetched(Fetched event) {}

    /** A tier evicted a variant. */
    default void evicted(Evicted event) {}

    /** A variant could not be stored. */
    default void storeFailed(String key, Throwable cause) {}

    /** A response. Immutable; equal by value. */
    final class Answered extends ValueObject {
        private final Instant at;
        private final Route route;
        private final String method;
        private final int status;
        private final Outcome outcome;
        private final @Nullable String tier;
        private final @Nullable String key;
        private final @Nullable String path;
        private final long bytes;
        private final Duration took;
        private final boolean complete;

        private Answered(Builder builder) {
            this.at = builder.at;
            this.route = builder.route;
            this.method = builder.method;
            this.status = builder.status;
            this.outcome = builder.outcome;
            this.tier = builder.tier;
            this.key = builder.key;
            this.path = builder.path;
            this.bytes = builder.bytes;
            this.took = builder.took;
            this.complete = builder.complete;
        }

        /** Begins one, for tests of listeners. */
        public static Builder builder() {
            return new Builder();
        }

        /** When the request arrived. */
        public Instant at() {
            return at;
        }

        /** The route; {@link Route#PROXY} for a malformed target. */
        public Route route() {
            return route;
        }

        /** The request's method. */
        public String method() {
            return method;
        }

        /** The status sent. */
        public int status() {
            return status;
        }

        /** How the response was produced. */
        public Outcome outcome() {
            return outcome;
        }

        /** The tier of a hit, or null. */
        public @Nullable String tier() {
            return tier;
        }

        /** The cache key, or null if the request was refused before it was known. */
        public @Nullable String key() {
            return key;
        }

        /** The canonical path without signature, or null if it is not known. */
        public @Nullable String path() {
            return path;
        }

        /** The bytes of the body sent. */
        public long bytes() {
            return bytes;
        }

        /** The time from the request to the end of the response. */
        public Duration took() {
            return took;
        }

        /** Whether all of it was sent to the client. */
        public boolean complete() {
            return complete;
        }

        @Override
        Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("at", at);
            parts.put("route", route);
            parts.put("method", method);
            parts.put("status", status);
            parts.put("outcome", outcome);
            parts.put("tier", tier);
            parts.put("key", key);
            parts.put("path", path);
            parts.put("bytes", bytes);
            parts.put("took", took);
            parts.put("complete", complete);
            return parts;
        }

        /** Collects the parts; those that are not given are those of a complete 200 to a GET. Not thread-safe. */
        public static final class Builder {
            private Instant at = Instant.EPOCH;
            private Route route = Route.PROXY;
            private String method = "GET";
            private int status = 200;
            private Outcome outcome = Outcome.OWN;
            private @Nullable String tier;
            private @Nullable String key;
            private @Nullable String path;
            private long bytes;
            private Duration took = Duration.ZERO;
            private boolean complete = true;

            private Builder() {}

            /** When the request arrived. */
            public Builder at(Instant at) {
                this.at = Objects.requireNonNull(at, "at");
                return this;
            }

            /** The route; {@link Route#PROXY} for a malformed target. */
            public Builder route(Route route) {
                this.route = Objects.requireNonNull(route, "route");
                return this;
            }

            /** The request's method. */
            public Builder method(String method) {
                this.method = Objects.requireNonNull(method, "method");
                return this;
            }

            /** The status sent. */
            public Builder status(int status) {
                this.status = status;
                return this;
            }

            /** How the response was produced. */
            public Builder outcome(Outcome outcome) {
                this.outcome = Objects.requireNonNull(outcome, "outcome");
                return this;
            }

            /** The tier of a hit, or null. */
            public Builder tier(@Nullable String tier) {
                this.tier = tier;
                return this;
            }

            /** The cache key, or null if the request was refused before it was known. */
            public Builder key(@Nullable String key) {
                this.key = key;
                return this;
            }

            /** The canonical path without signature, or null if it is not known. */
            public Builder path(@Nullable String path) {
                this.path = path;
                return this;
            }

            /** The bytes of the body sent. */
            public Builder bytes(long bytes) {
                this.bytes = bytes;
                return this;
            }

            /** The time from the request to the end of the response. */
            public Builder took(Duration took) {
                this.took = Objects.requireNonNull(took, "took");
                return this;
            }

            /** Whether all of it was sent to the client. */
            public Builder complete(boolean complete) {
                this.complete = complete;
                return this;
            }

            /** The finished event. */
            public Answered build() {
                return new Answered(this);
            }
        }
    }

    /** A stored variant. Immutable; equal by value. */
    final class Stored extends ValueObject {
        private final String key;
        private final String path;
        private final @Nullable String source;
        private final String contentType;
        private final long bytes;
        private final @Nullable Long sourceBytes;
        private final @Nullable Long width;
        private final @Nullable Long height;
        private final Duration upstreamTime;

        private Stored(Builder builder) {
            this.key = builder.key;
            this.path = builder.path;
            this.source = builder.source;
            this.contentType = builder.contentType;
            this.bytes = builder.bytes;
            this.sourceBytes = builder.sourceBytes;
            this.width = builder.width;
            this.height = builder.height;
            this.upstreamTime = builder.upstreamTime;
        }

        /** Begins one, for tests of listeners. */
        public static Builder builder() {
            return new Builder();
        }

        /** Its cache key. */
        public String key() {
            return key;
        }

        /** The canonical path without signature. */
        public String path() {
            return path;
        }

        /** The source without credentials and query, or null if it is not known. */
        public @Nullable String source() {
            return source;
        }

        /** Its media type. */
        public String contentType() {
            return contentType;
        }

        /** Its length. */
        public long bytes() {
            return bytes;
        }

        /** The length of the source, or null if upstream did not report it. */
        public @Nullable Long sourceBytes() {
            return sourceBytes;
        }

        /** In pixels, or null if upstream did not report it. */
        public @Nullable Long width() {
            return width;
        }

        /** In pixels, or null if upstream did not report it. */
        public @Nullable Long height() {
            return height;
        }

        /** The time from the request to upstream to the last byte. */
        public Duration upstreamTime() {
            return upstreamTime;
        }

        /** The bytes by which it is smaller than its source, or null if that is not known; not negative. */
        public @Nullable Long savedBytes() {
            return sourceBytes == null ? null : Long.valueOf(Math.max(0, sourceBytes - bytes));
        }

        @Override
        Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("key", key);
            parts.put("path", path);
            parts.put("source", source);
            parts.put("contentType", contentType);
            parts.put("bytes", bytes);
            parts.put("sourceBytes", sourceBytes);
            parts.put("width", width);
            parts.put("height", height);
            parts.put("upstreamTime", upstreamTime);
            return parts;
        }

        /** Collects the parts; those that are not given are empty or not known. Not thread-safe. */
        public static final class Builder {
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

            /** The finished event. */
            public Stored build() {
                return new Stored(this);
            }
        }
    }

    /** A fetch of a variant from upstream. Immutable; equal by value. */
    final class Fetched extends ValueObject {
        private final String key;
        private final String path;
        private final int status;
        private final Duration took;

        private Fetched(Builder builder) {
            this.key = builder.key;
            this.path = builder.path;
            this.status = builder.status;
            this.took = builder.took;
        }

        /** Begins one, for tests of listeners. */
        public static Builder builder() {
            return new Builder();
        }

        /** Its cache key. */
        public String key() {
            return key;
        }

        /** The canonical path without signature. */
        public String path() {
            return path;
        }

        /** The status of upstream's response, or 0 if there was none. */
        public int status() {
            return status;
        }

        /** The time from the request to the last byte, or to the failure. */
        public Duration took() {
            return took;
        }

        @Override
        Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("key", key);
            parts.put("path", path);
            parts.put("status", status);
            parts.put("took", took);
            return parts;
        }

        /** Collects the parts; those that are not given are empty. Not thread-safe. */
        public static final class Builder {
            private String key = "";
            private String path = "";
            private int status;
            private Duration took = Duration.ZERO;

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

            /** The finished event. */
            public Fetched build() {
                return new Fetched(this);
            }
        }
    }

    /** A variant that a tier evicted. Immutable; equal by value. */
    final class Evicted extends ValueObject {
        private final String tier;
        private final String key;
        private final long bytes;
        private final EvictingStore.Reason reason;

        private Evicted(Builder builder) {
            this.tier = builder.tier;
            this.key = builder.key;
            this.bytes = builder.bytes;
            this.reason = builder.reason;
        }

        /** Begins one, for tests of listeners. */
        public static Builder builder() {
            return new Builder();
        }

        /** The tier. */
        public String tier() {
            return tier;
        }

        /** Its cache key. */
        public String key() {
            return key;
        }

        /** Its size there. */
        public long bytes() {
            return bytes;
        }

        /** The reason. */
        public EvictingStore.Reason reason() {
            return reason;
        }

        @Override
        Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("tier", tier);
            parts.put("key", key);
            parts.put("bytes", bytes);
            parts.put("reason", reason);
            return parts;
        }

        /** Collects the parts; those that are not given are empty. Not thread-safe. */
        public static final class Builder {
            private String tier = "";
            private String key = "";
            private long bytes;
            private EvictingStore.Reason reason = EvictingStore.Reason.SIZE;

            private Builder() {}

            /** The tier. */
            public Builder tier(String tier) {
                this.tier = Objects.requireNonNull(tier, "tier");
                return this;
            }

            /** Its cache key. */
            public Builder key(String key) {
                this.key = Objects.requireNonNull(key, "key");
                return this;
            }

            /** Its size there. */
            public Builder bytes(long bytes) {
                this.bytes = bytes;
                return this;
            }

            /** The reason. */
            public Builder reason(EvictingStore.Reason reason) {
                this.reason = Objects.requireNonNull(reason, "reason");
                return this;
            }

            /** The finished event. */
            public Evicted build() {
                return new Evicted(this);
            }
        }
    }
}
