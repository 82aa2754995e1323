package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.SignedPath;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of the proxy to upstream. It never contains cookies and credentials of the client.
 *
 * <p>Thread-safe, and immutable but for {@link #isUrgent}.
 */
public final class UpstreamRequest {
    private final SignedPath signedPath;
    private final @Nullable String requestId;
    private final Map<String, String> headers;
    private final BooleanSupplier urgent;

    private UpstreamRequest(Builder builder) {
        this.signedPath = builder.signedPath;
        this.requestId = builder.requestId;
        this.headers = builder.headers == null ? Map.of() : Map.copyOf(builder.headers);
        this.urgent = builder.urgent;
    }

    /**
     * Begins one with what each has.
     *
     * @param signedPath the canonical, verified path of the variant
     */
    public static Builder builder(SignedPath signedPath) {
        return new Builder(signedPath);
    }

    /** The canonical, verified path of the variant. */
    public SignedPath signedPath() {
        return signedPath;
    }

    /** The value for {@code X-Request-ID}, or null to send none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Further headers by name: {@code Accept}, the proxy's own conditions, those of a trace. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Whether a visitor waits for the variant by now. It is false for what is made in advance or renewed, which may be put
     * off for the sake of others, and becomes true as soon as a visitor asks for it.
     */
    public boolean isUrgent() {
        return urgent.getAsBoolean();
    }

    /** Collects what an {@link UpstreamRequest} has; what may be null need not be given. For one thread. */
    public static final class Builder {
        private final SignedPath signedPath;
        private @Nullable String requestId;
        private @Nullable Map<String, String> headers;
        private BooleanSupplier urgent = () -> true;

        private Builder(SignedPath signedPath) {
            this.signedPath = Objects.requireNonNull(signedPath, "signedPath");
        }

        /** The value for {@code X-Request-ID}, or null to send none. */
        public Builder requestId(@Nullable String value) {
            requestId = value;
            return this;
        }

        /** Further headers by name: {@code Accept}, the proxy's own conditions, those of a trace. */
        public Builder headers(Map<String, String> value) {
            headers = Objects.requireNonNull(value, "headers");
            return this;
        }

        /**
         * Whether a visitor waits for the variant by now; always if not given.
         *
         * @param value quick, and safe to be asked by any thread
         */
        public Builder urgent(BooleanSupplier value) {
            urgent = Objects.requireNonNull(value, "urgent");
            return this;
        }

        /**
         * The finished value.
         */
        public UpstreamRequest build() {
            return new UpstreamRequest(this);
        }
    }
}
