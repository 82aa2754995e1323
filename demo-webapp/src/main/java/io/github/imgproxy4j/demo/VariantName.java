package io.github.imgproxy4j.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path as people read it: {@code /rs:fill:480:320/q:80/bG9jYWw6Ly8vY2F0LmpwZw.webp} is {@code local:///cat.jpg} with
 * {@code rs:fill:480:320/q:80}.
 *
 * <p>Clients chose the path, so every text of it has to be escaped where it is shown.
 *
 * @param source the source, or the whole path where it cannot be read
 * @param options the processing options, without slashes around them; empty if there are none
 */
public record VariantName(String source, String options) {
    private static final String UNKNOWN = "—";

    static VariantName of(@Nullable String path) {
        if (path == null) {
            return new VariantName(UNKNOWN, "");
        }
        String[] segments = path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
        int sourceAt = 0;
        while (sourceAt < segments.length && segments[sourceAt].contains(":")) {
            sourceAt++;
        }
        String options = Arrays.stream(segments, 0, sourceAt).collect(Collectors.joining("/"));
        String source = Arrays.stream(segments, sourceAt, segments.length).collect(Collectors.joining("/"));
        return new VariantName(decoded(source), options);
    }

    /** Plain and encrypted sources stay as they are. */
    private static String decoded(String source) {
        if (source.startsWith("plain/") || source.startsWith("enc/")) {
            return source;
        }
        String base64 = source.replaceFirst("\\..*", "").replace("/", "");
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return source;
        }
    }
}
