package io.github.imgproxy4j.filter.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metadata stored with the bytes of a variant, so that it is served with the same headers again.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class ImageMetadata {
    private final String contentType;
    private final long length;
    private final String etag;
    private final Instant storedAt;
    private final String cacheControl;
    private final @Nullable String contentDisposition;
    private final @Nullable String path;
    private final Lifetime lifetime;

    private ImageMetadata(Builder builder) {
        this.contentType = builder.contentType;
        this.length = builder.length;
        this.etag = Objects.requireNonNull(builder.etag, "etag");
        this.storedAt = Objects.requireNonNull(builder.storedAt, "storedAt").truncatedTo(ChronoUnit.SECONDS);
        this.cacheControl = Objects.requireNonNull(builder.cacheControl, "cacheControl");
        this.contentDisposition = builder.contentDisposition;
        this.path = builder.path;
        this.lifetime = Objects.requireNonNullElse(builder.lifetime, Lifetime.UNLIMITED);
    }

    /**
     * Begins one with what each has.
     *
     * @param contentType the media type, {@code image/webp}
     * @param length the number of bytes
     */
    public static Builder builder(String contentType, long length) {
        return new Builder(contentType, length);
    }

    /** The media type, {@code image/webp}. */
    public String contentType() {
        return contentType;
    }

    /** The number of bytes. */
    public long length() {
        return length;
    }

    /** A strong entity tag of the bytes, quotes included (RFC 9110, section 8.8.3). */
    public String etag() {
        return etag;
    }

    /** When the variant was made, in whole seconds as HTTP dates are. */
    public Instant storedAt() {
        return storedAt;
    }

    /** The {@code Cache-Control} that clients get. */
    public String cacheControl() {
        return cacheControl;
    }

    /** The {@code Content-Disposition} that clients get, or null. */
    public @Nullable String contentDisposition() {
        return contentDisposition;
    }

    /** The canonical path without signature, or null if it is not known. */
    public @Nullable String path() {
        return path;
    }

    /** How long it is good. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /**
     * All of it as texts by name, for stores that keep texts beside bytes; {@link #ofTexts} reads it again. What is null
     * has no entry. Values are of one line.
     */
    public Map<String, String> toTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("type", contentType);
        texts.put("length", Long.toString(length));
        texts.put("etag", etag);
        texts.put("stored", Long.toString(storedAt.getEpochSecond()));
        texts.put("cache-control", cacheControl);
        if (contentDisposition != null) {
            texts.put("disposition", contentDisposition);
        }
        if (path != null) {
            texts.put("path", path);
        }
        String life = lifetime.toText();
        if (!life.isEmpty()) {
            texts.put("lifetime", life);
        }
        return texts;
    }

    /**
     * What {@link #toTexts} wrote, by this version or another one.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static ImageMetadata ofTexts(Map<String, String> texts) {
        try {
            return builder(text(texts, "type"), Long.parseLong(text(texts, "length")))
                    .etag(text(texts, "etag"))
                    .storedAt(Instant.ofEpochSecond(Long.parseLong(text(texts, "stored"))))
                    .cacheControl(text(texts, "cache-control"))
                    .contentDisposition(texts.get("disposition"))
                    .path(texts.get("path"))
                    .lifetime(Lifetime.parse(texts.getOrDefault("lifetime", "")))
                    .build();
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new IllegalArgumentException("the texts of metadata must be those that toTexts wrote", wrong);
        }
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the texts of metadata must have " + name);
        }
        return text;
    }

    /** A builder with all of this. */
    public Builder toBuilder() {
        return builder(contentType, length)
                .etag(etag)
                .storedAt(storedAt)
                .cacheControl(cacheControl)
                .contentDisposition(contentDisposition)
                .path(path)
                .lifetime(lifetime);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageMetadata that
                && contentType.equals(that.contentType)
                && length == that.length
                && etag.equals(that.etag)
                && storedAt.equals(that.storedAt)
                && cacheControl.equals(that.cacheControl)
                && Objects.equals(contentDisposition, that.contentDisposition)
                && Objects.equals(path, that.path)
                && lifetime.equals(that.lifetime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contentType, length, etag, storedAt, cacheControl, contentDisposition, path, lifetime);
    }

    @Override
    public String toString() {
        return "ImageMetadata[contentType=" + contentType + ", length=" + length + ", etag=" + etag + ", storedAt="
                + storedAt + ", cacheControl=" + cacheControl + ", contentDisposition=" + contentDisposition + ", path="
                + path + ", lifetime=" + lifetime + "]";
    }

    /** Collects what an {@link ImageMetadata} has; what may be null need not be given. For one thread. */
    public static final class Builder {
        private final String contentType;
        private final long length;
        private @Nullable String etag;
        private @Nullable Instant storedAt;
        private @Nullable String cacheControl;
        private @Nullable String contentDisposition;
        private @Nullable String path;
        private @Nullable Lifetime lifetime;

        private Builder(String contentType, long length) {
            this.contentType = Objects.requireNonNull(contentType, "contentType");
            this.length = length;
        }

        /** A strong entity tag of the bytes, quotes included (RFC 9110, section 8.8.3). */
        public Builder etag(String value) {
            etag = Objects.requireNonNull(value, "etag");
            return this;
        }

        /** When the variant was made, in whole seconds as HTTP dates are. */
        public Builder storedAt(Instant value) {
            storedAt = Objects.requireNonNull(value, "storedAt");
            return this;
        }

        /** The {@code Cache-Control} that clients get. */
        public Builder cacheControl(String value) {
            cacheControl = Objects.requireNonNull(value, "cacheControl");
            return this;
        }

        /** The {@code Content-Disposition} that clients get, or null. */
        public Builder contentDisposition(@Nullable String value) {
            contentDisposition = value;
            return this;
        }

        /** The canonical path without signature, or null if it is not known. */
        public Builder path(@Nullable String value) {
            path = value;
            return this;
        }

        /** How long it is good. */
        public Builder lifetime(Lifetime value) {
            lifetime = Objects.requireNonNull(value, "lifetime");
            return this;
        }

        /**
         * The finished value.
         *
         * @throws NullPointerException naming what is missing: etag, cacheControl
         */
        public ImageMetadata build() {
            return new ImageMetadata(this);
        }
    }
}
