package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The part of a path after the options, decoded.
 *
 * @param source the URL of the original, never empty
 * @param extension the format's name that follows it, or empty
 */
record SourcePart(String source, String extension) {
    private static final String PLAIN = "plain";

    /**
     * Decodes {@code plain/ESCAPED@ext} or {@code BASE64.ext}.
     *
     * @param segments what follows the options, split at slashes
     */
    static SourcePart decode(List<String> segments) throws ProcessingException {
        if (isPlain(segments)) {
            Halves halves = Halves.split(String.join("/", segments.subList(1, segments.size())), "@");
            return new SourcePart(percentDecoded(halves.source()), halves.extension());
        }
        Halves halves = Halves.split(String.join("", segments), "\\.");
        return new SourcePart(base64Decoded(halves.source()), halves.extension());
    }

    static boolean isPlain(List<String> segments) {
        return segments.size() > 1 && segments.get(0).equals(PLAIN);
    }

    static String withoutPadding(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return base64.substring(0, end);
    }

    private static String base64Decoded(String text) throws ProcessingException {
        try {
            return new String(Base64.getUrlDecoder().decode(withoutPadding(text)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw ProcessingException.invalidUrl("the source is not URL-safe base64");
        }
    }

    private static String percentDecoded(String text) throws ProcessingException {
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length);
        for (int index = 0; index < escaped.length; index++) {
            if (escaped[index] == '%') {
                bytes.write(hexPair(escaped, index + 1));
                index += 2;
            } else {
                bytes.write(escaped[index]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hexPair(byte[] text, int index) throws ProcessingException {
        int high = index < text.length ? Character.digit(text[index], 16) : -1;
        int low = index + 1 < text.length ? Character.digit(text[index + 1], 16) : -1;
        if (high < 0 || low < 0) {
            throw ProcessingException.invalidUrl("the source has a % without two hex digits after it");
        }
        return high << 4 | low;
    }

    private record Halves(String source, String extension) {
        static Halves split(String text, String separator) throws ProcessingException {
            String[] parts = text.split(separator, -1);
            if (parts.length > 2) {
                throw ProcessingException.invalidUrl("the source names more than one format");
            }
            if (parts[0].isEmpty()) {
                throw ProcessingException.invalidUrl("the source is empty");
            }
            return new Halves(parts[0], parts.length == 2 ? parts[1] : "");
        }
    }
}
