package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.internal.option.OptionSegment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the source from a canonical path, whatever its encoding, so that all variants of a source can be grouped.
 * Immutable and thread-safe.
 *
 * @param cipher for encrypted sources, or null
 * @param fileNames whether Base64 sources may be followed by a file name
 * @param separator the text that makes a segment an option
 * @param onlyPresets whether the first segment is a list of presets and there are no other options
 */
public record SourceText(@Nullable SourceCipher cipher, boolean fileNames, String separator, boolean onlyPresets) {
    private static final String PLAIN = "plain/";
    private static final String ENCRYPTED = "enc/";

    /** The source, or the text of the path if it cannot be decoded. */
    public String of(String path) {
        String part = sourcePart(path);
        if (part.startsWith(PLAIN)) {
            return unescaped(beforeExtension(part.substring(PLAIN.length()), '@'));
        }
        boolean encrypted = part.startsWith(ENCRYPTED);
        String text = base64Text(encoded(part));
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            return encrypted ? decrypted(decoded, text) : new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return text;
        }
    }

    /** The format in the path, or empty. */
    public String extensionOf(String path) {
        String part = sourcePart(path);
        boolean plain = part.startsWith(PLAIN);
        String named = plain ? part : encoded(part);
        int separator = named.lastIndexOf(plain ? '@' : '.');
        String extension = separator < 0 ? "" : named.substring(separator + 1);
        return extension.matches("[a-z]{3,4}") ? extension : "";
    }

    /** The text after the last option. */
    private String sourcePart(String path) {
        return path.substring(onlyPresets ? path.indexOf('/', 1) + 1 : OptionSegment.sourceStart(path, separator));
    }

    private static String beforeExtension(String text, char separator) {
        int end = text.lastIndexOf(separator);
        return end < 0 ? text : text.substring(0, end);
    }

    /**
     * Base64 with the format, without the surrounding text. As in imgproxy, if file names are allowed, the last of
     * several segments is one, whatever it looks like.
     */
    private String encoded(String part) {
        String text = part.startsWith(ENCRYPTED) ? part.substring(ENCRYPTED.length()) : part;
        int lastSlash = fileNames ? text.lastIndexOf('/') : -1;
        return lastSlash < 0 ? text : text.substring(0, lastSlash);
    }

    /** The pieces of Base64 without extension and padding; it may be split anywhere by slashes. */
    private static String base64Text(String part) {
        int point = part.indexOf('.');
        return (point < 0 ? part : part.substring(0, point)).replace("/", "").replace("=", "");
    }

    private String decrypted(byte[] encrypted, String text) {
        String source = cipher == null ? null : cipher.decrypt(encrypted);
        return source == null ? text : source;
    }

    private static String unescaped(String text) {
        try {
            // In a path a plus is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAnEscape) {
            return text;
        }
    }
}
