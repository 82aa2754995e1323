package io.github.imgproxy4j.filter;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Tells from the first bytes whether a body can be the image that its media type says. */
final class ImageSignature {
    /** Enough to know every type. */
    static final int BYTES = 64;

    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis", "mif1", "msf1");
    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");

    private ImageSignature() {}

    /** The media type without parameters, in lower case. */
    static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a body of this media type may begin so. Types that have no signature of their own are not images. */
    static boolean fits(String mediaType, byte[] start, int count) {
        Start bytes = new Start(new String(start, 0, Math.min(count, BYTES), StandardCharsets.ISO_8859_1));
        return switch (mediaType) {
            case "image/jpeg" -> bytes.begin("FFD8FF");
            case "image/png" -> bytes.begin("89504E470D0A1A0A");
            case "image/gif" -> bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a");
            case "image/webp" -> bytes.has(0, "RIFF") && bytes.has(8, "WEBP");
            case "image/avif" -> bytes.has(4, "ftyp") && AVIF_BRANDS.contains(bytes.text(8, 4));
            case "image/heif", "image/heic" -> bytes.has(4, "ftyp") && HEIF_BRANDS.contains(bytes.text(8, 4));
            case "image/jxl" -> bytes.begin("FF0A") || bytes.begin("0000000C4A584C200D0A870A");
            case "image/bmp" -> bytes.has(0, "BM");
            case "image/tiff" -> bytes.begin("49492A00") || bytes.begin("4D4D002A");
            case "image/x-icon", "image/vnd.microsoft.icon" -> bytes.begin("00000100");
            case "image/svg+xml" -> bytes.looksLikeXml();
            default -> false;
        };
    }

    /** The first bytes, one character each. */
    private record Start(String octets) {
        boolean begin(String hex) {
            return octets.startsWith(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        }

        boolean has(int offset, String text) {
            return octets.startsWith(text, offset);
        }

        String text(int offset, int length) {
            return offset + length > octets.length() ? "" : octets.substring(offset, offset + length);
        }

        boolean looksLikeXml() {
            String text = (octets.startsWith("\u00EF\u00BB\u00BF") ? octets.substring(3) : octets).stripLeading();
            return text.startsWith("<?xml") || text.startsWith("<svg") || text.startsWith("<!--");
        }
    }
}
