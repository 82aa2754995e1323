package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.SignedPath;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of the proxy to upstream. It never contains cookies and credentials of the client.
 *
 * <p>Thread-safe, and immutable but for {@link #givesWay}.
 */
public final class UpstreamRequest {
    private final SignedPath signedPath;
    private final @Nullable String requestId;
    private final Map<String, String> headers;
    private final BooleanSupplier givesWay;

    private UpstreamRequest(Builder builder) {
        this.signedPath = builder.signedPath;
        this.requestId = builder.requestId;
        this.headers = builder.headers == null ? Map.of() : Map.copyOf(builder.headers);
        this.givesWay = builder.givesWay;
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
     * Whether the work for it should leave the processors to other work by now: visitors come, and none of them waits for
     * this variant, which is made in advance or renewed. It changes with time, as soon as a visitor asks for the variant.
     */
    public boolean givesWay() {
        return givesWay.getAsBoolean();
    }

    /** Collects what an {@link UpstreamRequest} has; what may be null need not be given. For one thread. */
    public static final class Builder {
        private final SignedPath signedPath;
        private @Nullable String requestId;
        private @Nullable Map<String, String> headers;
        private BooleanSupplier givesWay = () -> false;

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
         * Whether it should leave the processors to other work by now; never if not given.
         *
         * @param value quick, and safe to be asked by any thread
         */
        public Builder givesWay(BooleanSupplier value) {
            givesWay = Objects.requireNonNull(value, "givesWay");
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
