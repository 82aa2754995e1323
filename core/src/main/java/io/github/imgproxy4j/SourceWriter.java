package io.github.imgproxy4j;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the source part of a path. Immutable and thread-safe.
 *
 * @param encoding how the source is written
 * @param cipher for encrypted sources, else null
 * @param throughContainer whether the path has to pass a servlet container, which limits what a plain source may hold
 */
record SourceWriter(SourceEncoding encoding, @Nullable SourceCipher cipher, boolean throughContainer) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    static String checkedFileName(String name) {
        if (!Patterns.FILE_NAME.matcher(name).matches() || name.matches("\\.{1,2}")) {
            throw new ImgproxyException(
                    "file name [" + name + "] may hold only letters, digits and the characters - . _ ~");
        }
        return name;
    }

    /**
     * The source as it stands in a path, without extension and file name.
     *
     * @throws ImgproxyException if a plain source cannot pass a container
     */
    String encoded(String source) {
        return switch (encoding) {
            case PLAIN -> "plain/" + passable(source);
            case ENCRYPTED -> "enc/" + Objects.requireNonNull(cipher).encrypt(source);
            case BASE64 -> BASE64.encodeToString(source.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** What stands between the source and the format of the result. */
    String mark() {
        return encoding == SourceEncoding.PLAIN ? "@" : ".";
    }

    /**
     * What a path ends with, after the format.
     *
     * @param fileName what the URL shall end with, or null
     * @throws ImgproxyException if a file name is given for a plain source
     */
    String ending(@Nullable String fileName) {
        if (fileName == null) {
            return "";
        }
        if (encoding == SourceEncoding.PLAIN) {
            throw new ImgproxyException("file name [" + fileName + "] cannot follow a plain source; it has a name");
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
        Matcher scheme = Patterns.SCHEME.matcher(source);
        String rest = scheme.lookingAt() ? source.substring(scheme.end()) : source;
        if (!Patterns.PASSES_CONTAINERS.matcher(rest).matches()
                || rest.contains("//")
                || Patterns.DOT_SEGMENT.matcher(rest).find()) {
            throw new ImgproxyException("source [" + source
                    + "] cannot pass a servlet container in plain form; use Base64, or say that URLs do not pass one");
        }
    }

    /** Everything but unreserved characters, slashes and harmless colons becomes a percent escape. */
    static String escaped(String source) {
        Matcher scheme = Patterns.SCHEME.matcher(source);
        int schemeColon = scheme.lookingAt() ? source.indexOf(':') : -1;
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xFF;
            // imgproxy puts slashes back after the last ":/", which must be the scheme's.
            boolean repaired = octet == ':' && i != schemeColon && i + 1 < bytes.length && bytes[i + 1] == '/';
            if (isKept(octet) && !repaired) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xF]);
            }
        }
        return escaped.toString();
    }

    private static boolean isKept(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "-._~/:".indexOf(octet) >= 0;
    }

    /** Compiled for the first plain source or file name; other first URLs do without. */
    private static final class Patterns {
        static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
        static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9._~-]+");

        /** What Tomcat, Jetty and Spring's firewall let pass in a path, after the scheme. */
        static final Pattern PASSES_CONTAINERS = Pattern.compile("[A-Za-z0-9._~/:-]*");

        static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    }
}
