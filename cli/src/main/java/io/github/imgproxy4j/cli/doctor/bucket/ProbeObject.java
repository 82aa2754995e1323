package io.github.imgproxy4j.cli.doctor.bucket;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** What the doctor stores for a moment: one pixel, under a name like that of any variant. */
public final class ProbeObject {
    /** The media type of the object. */
    public static final String TYPE = "image/png";

    private static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    /** A PNG of one transparent pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private ProbeObject() {}

    /** A unique name, in the form of a cache key. */
    public static String newKey() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Its bytes. */
    public static byte[] bytes() {
        return PNG.clone();
    }

    /** As a variant is stored. */
    public static Map<String, String> headers() {
        return Map.of("Content-Type", TYPE, "Cache-Control", CACHE_CONTROL);
    }
}
