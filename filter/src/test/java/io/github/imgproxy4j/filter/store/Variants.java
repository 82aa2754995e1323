package io.github.imgproxy4j.filter.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Variants for the tests of stores. */
public final class Variants {
    public static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    private Variants() {}

    /** Bytes that look like noise and are the same for the same length. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Metadata in which nothing is missing. */
    public static ImageMetadata metadata(int length) {
        return ImageMetadata.builder("image/webp", length)
                .etag("\"0123456789abcdef0123456789abcdef\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl("public, max-age=31536000, immutable")
                .contentDisposition("inline; filename=\"cat.webp\"")
                .path("/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw.webp")
                .lifetime(Lifetime.builder()
                        .freshFrom(Instant.ofEpochSecond(1_700_000_000))
                        .freshUntil(Instant.ofEpochSecond(1_700_003_600))
                        .expiresAt(Instant.ofEpochSecond(1_800_000_000))
                        .staleWhileRevalidate(Duration.ofSeconds(60))
                        .staleIfError(Duration.ofDays(1))
                        .upstreamEtag("W/\"source-1\"")
                        .upstreamModified(Instant.ofEpochSecond(1_600_000_000))
                        .build())
                .build();
    }
}
