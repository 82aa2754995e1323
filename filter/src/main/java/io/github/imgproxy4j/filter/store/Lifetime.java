package io.github.imgproxy4j.filter.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of a variant as sent by upstream, and upstream's validators. Immutable.
 *
 * <p>Times are whole seconds, as in HTTP. Null means that upstream sent no value.
 */
public final class Lifetime {
    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** Longer tags are not stored. */
    private static final int LONGEST_TAG = 200;

    /** No known end. */
    public static final Lifetime UNLIMITED = builder().build();

    private final @Nullable Instant freshFrom;
    private final @Nullable Instant freshUntil;
    private final @Nullable Instant expiresAt;
    private final @Nullable Duration staleWhileRevalidate;
    private final @Nullable Duration staleIfError;
    private final @Nullable String upstreamEtag;
    private final @Nullable Instant upstreamModified;

    private Lifetime(Builder builder) {
        this.freshFrom = toSeconds(builder.freshFrom);
        this.freshUntil = toSeconds(builder.freshUntil);
        this.expiresAt = toSeconds(builder.expiresAt);
        this.staleWhileRevalidate = builder.staleWhileRevalidate;
        this.staleIfError = builder.staleIfError;
        this.upstreamEtag = builder.upstreamEtag != null && isTag(builder.upstreamEtag) ? builder.upstreamEtag : null;
        this.upstreamModified = toSeconds(builder.upstreamModified);
    }

    /**
     * Begins one.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** When upstream last made or confirmed it. */
    public @Nullable Instant freshFrom() {
        return freshFrom;
    }

    /** When the lifetime that upstream gave ends. */
    public @Nullable Instant freshUntil() {
        return freshUntil;
    }

    /** When the path's own {@code exp} ends it for good. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** How long upstream lets it be served while it is revalidated (RFC 5861, section 3). */
    public @Nullable Duration staleWhileRevalidate() {
        return staleWhileRevalidate;
    }

    /** How long upstream lets it be served instead of an error (RFC 5861, section 4). */
    public @Nullable Duration staleIfError() {
        return staleIfError;
    }

    /** Upstream's entity tag: that of the source, so only upstream may ever see it. */
    public @Nullable String upstreamEtag() {
        return upstreamEtag;
    }

    /** Upstream's {@code Last-Modified}. */
    public @Nullable Instant upstreamModified() {
        return upstreamModified;
    }

    private static @Nullable Instant toSeconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isTag(String text) {
        return text.length() <= LONGEST_TAG && TAG.matcher(text).matches();
    }

    /** Whether upstream can revalidate the variant. */
    public boolean hasValidator() {
        return upstreamEtag != null || upstreamModified != null;
    }

    /** The same, with missing validators of upstream taken from another one (RFC 9111, section 3.2). */
    public Lifetime withValidatorsOf(Lifetime other) {
        return toBuilder()
                .upstreamEtag(upstreamEtag == null ? other.upstreamEtag : upstreamEtag)
                .upstreamModified(upstreamModified == null ? other.upstreamModified : upstreamModified)
                .build();
    }

    /** As one line of ASCII for stores, {@code fresh=1700000000 etag="a1"}; empty if nothing is known. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        append(text, "from", freshFrom == null ? null : freshFrom.getEpochSecond());
        append(text, "fresh", freshUntil == null ? null : freshUntil.getEpochSecond());
        append(text, "exp", expiresAt == null ? null : expiresAt.getEpochSecond());
        append(text, "swr", staleWhileRevalidate == null ? null : staleWhileRevalidate.toSeconds());
        append(text, "sie", staleIfError == null ? null : staleIfError.toSeconds());
        append(text, "modified", upstreamModified == null ? null : upstreamModified.getEpochSecond());
        append(text, "etag", upstreamEtag);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }

    /** Parses the result of {@link #toText}. Unknown and invalid parts are skipped. */
    public static Lifetime parse(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return Lifetime.builder()
                .freshFrom(instant(parts.get("from")))
                .freshUntil(instant(parts.get("fresh")))
                .expiresAt(instant(parts.get("exp")))
                .staleWhileRevalidate(duration(parts.get("swr")))
                .staleIfError(duration(parts.get("sie")))
                .upstreamEtag(parts.get("etag"))
                .upstreamModified(instant(parts.get("modified")))
                .build();
    }

    private static @Nullable Instant instant(@Nullable String seconds) {
        Duration sinceEpoch = duration(seconds);
        return sinceEpoch == null ? null : Instant.EPOCH.plus(sinceEpoch);
    }

    private static @Nullable Duration duration(@Nullable String seconds) {
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }

    /** A builder with all of this. */
    public Builder toBuilder() {
        return builder()
                .freshFrom(freshFrom)
                .freshUntil(freshUntil)
                .expiresAt(expiresAt)
                .staleWhileRevalidate(staleWhileRevalidate)
                .staleIfError(staleIfError)
                .upstreamEtag(upstreamEtag)
                .upstreamModified(upstreamModified);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lifetime that
                && Objects.equals(freshFrom, that.freshFrom)
                && Objects.equals(freshUntil, that.freshUntil)
                && Objects.equals(expiresAt, that.expiresAt)
                && Objects.equals(staleWhileRevalidate, that.staleWhileRevalidate)
                && Objects.equals(staleIfError, that.staleIfError)
                && Objects.equals(upstreamEtag, that.upstreamEtag)
                && Objects.equals(upstreamModified, that.upstreamModified);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                freshFrom, freshUntil, expiresAt, staleWhileRevalidate, staleIfError, upstreamEtag, upstreamModified);
    }

    @Override
    public String toString() {
        return "Lifetime[freshFrom=" + freshFrom + ", freshUntil=" + freshUntil + ", expiresAt=" + expiresAt
                + ", staleWhileRevalidate=" + staleWhileRevalidate + ", staleIfError=" + staleIfError
                + ", upstreamEtag=" + upstreamEtag + ", upstreamModified=" + upstreamModified + "]";
    }

    /** Collects what a {@link Lifetime} has; what may be null need not be given. For one thread. */
    public static final class Builder {
        private @Nullable Instant freshFrom;
        private @Nullable Instant freshUntil;
        private @Nullable Instant expiresAt;
        private @Nullable Duration staleWhileRevalidate;
        private @Nullable Duration staleIfError;
        private @Nullable String upstreamEtag;
        private @Nullable Instant upstreamModified;

        private Builder() {}

        /** When upstream last made or confirmed it. */
        public Builder freshFrom(@Nullable Instant value) {
            freshFrom = value;
            return this;
        }

        /** When the lifetime that upstream gave ends. */
        public Builder freshUntil(@Nullable Instant value) {
            freshUntil = value;
            return this;
        }

        /** When the path's own {@code exp} ends it for good. */
        public Builder expiresAt(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        /** How long upstream lets it be served while it is revalidated (RFC 5861, section 3). */
        public Builder staleWhileRevalidate(@Nullable Duration value) {
            staleWhileRevalidate = value;
            return this;
        }

        /** How long upstream lets it be served instead of an error (RFC 5861, section 4). */
        public Builder staleIfError(@Nullable Duration value) {
            staleIfError = value;
            return this;
        }

        /** Upstream's entity tag: that of the source, so only upstream may ever see it. */
        public Builder upstreamEtag(@Nullable String value) {
            upstreamEtag = value;
            return this;
        }

        /** Upstream's {@code Last-Modified}. */
        public Builder upstreamModified(@Nullable Instant value) {
            upstreamModified = value;
            return this;
        }

        /**
         * The finished value.
         */
        public Lifetime build() {
            return new Lifetime(this);
        }
    }
}
