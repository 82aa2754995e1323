package io.github.imgproxy4j.filter.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A response that was sent or aborted. Immutable; equal by value. */
public final class ResponseEvent extends ValueObject {
    private final Builder parts;

    private ResponseEvent(Builder parts) {
        this.parts = parts;
    }

    /** Begins one, for tests of listeners. */
    public static Builder builder() {
        return new Builder();
    }

    /** When the request arrived. */
    public Instant at() {
        return parts.at;
    }

    /** The route; {@link Route#PROXY} for a malformed target. */
    public Route route() {
        return parts.route;
    }

    /** The request's method. */
    public String method() {
        return parts.method;
    }

    /** The status sent. */
    public int status() {
        return parts.status;
    }

    /** How the response was produced. */
    public Outcome outcome() {
        return parts.outcome;
    }

    /** The tier of a hit, or null. */
    public @Nullable String tier() {
        return parts.tier;
    }

    /** The cache key, or null if the request was refused before it was known. */
    public @Nullable String key() {
        return parts.key;
    }

    /** The canonical path without signature, or null if it is not known. */
    public @Nullable String path() {
        return parts.path;
    }

    /** The bytes of the body sent. */
    public long bytes() {
        return parts.bytes;
    }

    /** The time from the request to the end of the response. */
    public Duration took() {
        return parts.took;
    }

    /** Whether all of it was sent to the client. */
    public boolean complete() {
        return parts.complete;
    }

    @Override
    Map<String, @Nullable Object> parts() {
        return named(
                "at",
                parts.at,
                "route",
                parts.route,
                "method",
                parts.method,
                "status",
                parts.status,
                "outcome",
                parts.outcome,
                "tier",
                parts.tier,
                "key",
                parts.key,
                "path",
                parts.path,
                "bytes",
                parts.bytes,
                "took",
                parts.took,
                "complete",
                parts.complete);
    }

    /** Collects the parts; those that are not given are those of a complete 200 to a GET. Not thread-safe. */
    public static final class Builder extends CopiedParts<Builder> {
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

        /** The event; this builder can go on to another. */
        public ResponseEvent build() {
            return new ResponseEvent(copy());
        }
    }
}
