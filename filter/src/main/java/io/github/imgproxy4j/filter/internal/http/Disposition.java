package io.github.imgproxy4j.filter.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites upstream's {@code Content-Disposition}, without anything that clients could interpret differently.
 *
 * <p>imgproxy takes the file name from the source's URL, as raw UTF-8, and escapes nothing but quotation marks.
 */
public final class Disposition {
    private static final Pattern FILE_NAME =
            Pattern.compile("filename=(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\\s]++))", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 150;

    /** A file system takes no longer names, and patterns no longer texts. */
    private static final int LONGEST_VALUE = 1000;

    private Disposition() {}

    /** The header for clients (RFC 6266), or null if upstream sent none. */
    public static @Nullable String sanitised(@Nullable String upstreamValue) {
        if (upstreamValue == null) {
            return null;
        }
        if (upstreamValue.length() > LONGEST_VALUE) {
            return "inline";
        }
        boolean attachment = upstreamValue.strip().toLowerCase(Locale.ROOT).startsWith("attachment");
        String type = attachment ? "attachment" : "inline";
        Matcher fileName = FILE_NAME.matcher(upstreamValue);
        return fileName.find() ? type + parameters(name(fileName)) : type;
    }

    private static String name(Matcher fileName) {
        String quoted = fileName.group(1);
        String latin = quoted == null ? fileName.group(2) : quoted.replaceAll("\\\\(.)", "$1");
        String name = decoded(latin).replaceAll("[\\p{Cntrl}\\p{Cf}\"\\\\/:*?<>|%;\uFFFD]", "_");
        String withoutPoints = name.replaceFirst("^[. ]+", "");
        return withoutPoints.length() > LONGEST_NAME
                ? withoutPoints.substring(withoutPoints.length() - LONGEST_NAME)
                : withoutPoints;
    }

    /** The text behind octets that were read one by one; octets that are no UTF-8 stay as they are. */
    private static String decoded(String octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            return octets;
        }
    }

    private static String parameters(String name) {
        if (name.isEmpty()) {
            return "";
        }
        String ascii = name.replaceAll("[^\\x20-\\x7E]", "_");
        return "; filename=\"" + ascii + "\""
                + (ascii.equals(name) ? "" : "; filename*=UTF-8''" + percentEncoded(name));
    }

    /** RFC 8187, section 3.2. */
    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
