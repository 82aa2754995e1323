package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.store.EvictingStore;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variant that a tier evicted. Immutable; equal by value. */
public final class EvictionEvent extends ValueObject {
    private final Builder parts;

    private EvictionEvent(Builder parts) {
        this.parts = parts;
    }

    /** Begins one, for tests of listeners. */
    public static Builder builder() {
        return new Builder();
    }

    /** The tier. */
    public String tier() {
        return parts.tier;
    }

    /** The cache key of the variant. */
    public String key() {
        return parts.key;
    }

    /** Its size in the tier. */
    public long bytes() {
        return parts.bytes;
    }

    /** The reason. */
    public EvictingStore.Reason reason() {
        return parts.reason;
    }

    @Override
    Map<String, @Nullable Object> parts() {
        return named("tier", parts.tier, "key", parts.key, "bytes", parts.bytes, "reason", parts.reason);
    }

    /** Collects the parts; those that are not given are empty. Not thread-safe. */
    public static final class Builder extends CopiedParts<Builder> {
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

        /** The cache key of the variant. */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Its size in the tier. */
        public Builder bytes(long bytes) {
            this.bytes = bytes;
            return this;
        }

        /** The reason. */
        public Builder reason(EvictingStore.Reason reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** The event; this builder can go on to another. */
        public EvictionEvent build() {
            return new EvictionEvent(copy());
        }
    }
}
