package io.github.imgproxy4j;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes the source into a path. */
final class SourceEncoding {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SourceEncoding() {}

    /** URL-safe Base64 without padding: passes every container, firewall and proxy as it is. */
    static String base64(String source) {
        return BASE64.encodeToString(source.getBytes(StandardCharsets.UTF_8));
    }
}
