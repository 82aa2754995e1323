package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes the source part of a path. Immutable and thread-safe.
 *
 * @param plain whether the source is written in plain text; otherwise it is Base64
 * @param cipher encrypts sources that are not plain; null if nothing is encrypted
 * @param throughContainer whether the path must pass a servlet container, which restricts plain sources
 */
public record SourceWriter(boolean plain, @Nullable SourceCipher cipher, boolean throughContainer) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    public static String checkedFileName(String name) {
        if (name.isEmpty()
                || !isUnescaped(name)
                || name.indexOf('/') >= 0
                || name.indexOf(':') >= 0
                || isDotSegment(name)) {
            throw new ImgproxyException(
                    "file name [" + name + "] may contain only letters, digits and the characters - . _ ~");
        }
        return name;
    }

    /**
     * The source as written in a path, without extension and file name.
     *
     * @throws ImgproxyException if a plain source cannot pass a container
     */
    public String encoded(String source) {
        if (plain) {
            return "plain/" + passable(source);
        }
        return cipher == null
                ? BASE64.encodeToString(source.getBytes(StandardCharsets.UTF_8))
                : "enc/" + cipher.encrypt(source);
    }

    /** The separator between the source and the format of the result. */
    public String mark() {
        return plain ? "@" : ".";
    }

    /**
     * The end of a path, after the format.
     *
     * @param fileName the file name at the end of the URL, or null
     * @throws ImgproxyException if a file name is given for a plain source
     */
    public String ending(@Nullable String fileName) {
        if (fileName == null) {
            return "";
        }
        if (plain) {
            throw new ImgproxyException(
                    "file name [" + fileName + "] cannot follow a plain source, which has a" + " name already");
        }
        return "/" + fileName;
    }

    private String passable(String source) {
        if (throughContainer) {
            requirePassable(source);
        }
        return escaped(source);
    }

    private static void requirePassable(String source) {
        String rest = source.substring(Math.max(0, Scheme.authority(source)));
        // What Tomcat, Jetty and Spring's firewall let pass in a path.
        if (!isUnescaped(rest) || rest.contains("//") || hasDotSegment(rest)) {
            throw new ImgproxyException("source [" + source
                    + "] cannot pass a servlet container in plain form; use Base64, or set"
                    + " throughContainer(false) if URLs do not pass one");
        }
    }

    /** Everything but unreserved characters, slashes and harmless colons is percent-encoded. */
    public static String escaped(String source) {
        int schemeColon = Scheme.authority(source) < 0 ? -1 : Scheme.colon(source);
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xFF;
            // imgproxy puts slashes back after the last ":/", which must be the scheme's.
            boolean repaired = octet == ':' && i != schemeColon && i + 1 < bytes.length && bytes[i + 1] == '/';
            if (isUnescaped(octet) && !repaired) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xF]);
            }
        }
        return escaped.toString();
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/", -1)) {
            if (isDotSegment(segment)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDotSegment(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static boolean isUnescaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnescaped(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnescaped(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "-._~/:".indexOf(octet) >= 0;
    }
}
