package io.github.imgproxy4j.filter.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises the image type from the first bytes of a body, and checks whether they match a media type. */
public final class ImageSignature {
    /** The number of bytes needed to recognise every type. */
    public static final int BYTES = 64;

    /** Types with unique first bytes. */
    private static final List<String> UNMISTAKABLE =
            List.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/jxl");

    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis", "mif1", "msf1");
    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");

    /** The lengths of the second header of a BMP, from OS/2 to Windows 5. */
    private static final Set<Long> BMP_HEADERS = Set.of(12L, 16L, 40L, 52L, 56L, 64L, 108L, 124L);

    /** The first directory of a TIFF comes after its header. */
    private static final int TIFF_HEADER = 8;

    private static final Set<String> KNOWN = Set.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/heif",
            "image/heic",
            "image/jxl",
            "image/bmp",
            "image/tiff",
            "image/x-icon",
            "image/vnd.microsoft.icon",
            "image/svg+xml",
            "video/mp4",
            "application/pdf");

    private ImageSignature() {}

    /** The media type without parameters, in lower case. */
    public static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether bodies of this media type can be recognised by their first bytes. */
    public static boolean knows(String mediaType) {
        return KNOWN.contains(mediaType);
    }

    /**
     * The media type of a body, or null if it is not a known image. For BMP, TIFF and ICO the first fields must be
     * plausible as well. SVG is never detected, because any text may begin like it.
     *
     * @param start the first {@value #BYTES} bytes, or all if there are fewer
     */
    public static @Nullable String typeOf(byte[] start) {
        Start bytes = Start.of(start, start.length);
        if (bytes.has(4, "ftypavif") || bytes.has(4, "ftypavis")) {
            return "image/avif";
        }
        String unmistakable = UNMISTAKABLE.stream()
                .filter(type -> fits(type, start, start.length))
                .findFirst()
                .orElse(null);
        return unmistakable == null ? bytes.oldType() : unmistakable;
    }

    /**
     * Whether a body of a media type may begin with these bytes. Types without a signature are not images.
     *
     * @param mediaType as {@link #mediaType} returns it
     * @param start contains the first bytes
     * @param count the number of bytes; at most {@value #BYTES} are examined
     */
    public static boolean fits(String mediaType, byte[] start, int count) {
        Start bytes = Start.of(start, count);
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
            case "video/mp4" -> bytes.has(4, "ftyp");
            case "application/pdf" -> bytes.has(0, "%PDF-");
            default -> false;
        };
    }

    /** The first bytes, one character each. */
    private record Start(String octets) {
        static Start of(byte[] start, int count) {
            return new Start(new String(start, 0, Math.min(count, BYTES), StandardCharsets.ISO_8859_1));
        }

        boolean begin(String hex) {
            return octets.startsWith(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        }

        boolean has(int offset, String text) {
            return octets.startsWith(text, offset);
        }

        String text(int offset, int length) {
            return offset + length > octets.length() ? "" : octets.substring(offset, offset + length);
        }

        /** The type among the formats with a short signature. */
        @Nullable
        String oldType() {
            if (has(0, "BM") && number(6, 4) == 0 && BMP_HEADERS.contains(number(14, 4))) {
                return "image/bmp";
            }
            if (begin("49492A00") ? number(4, 4) >= TIFF_HEADER : begin("4D4D002A") && octets.length() >= TIFF_HEADER) {
                return "image/tiff";
            }
            boolean icon = begin("00000100") && number(4, 2) > 0 && number(9, 1) == 0 && number(14, 4) > 0;
            return icon ? "image/x-icon" : null;
        }

        /** An unsigned little-endian number; -1 if the text ends before. */
        private long number(int offset, int length) {
            if (offset + length > octets.length()) {
                return -1;
            }
            long number = 0;
            for (int i = length - 1; i >= 0; i--) {
                number = number << 8 | octets.charAt(offset + i);
            }
            return number;
        }

        boolean looksLikeXml() {
            String text = (octets.startsWith("\u00EF\u00BB\u00BF") ? octets.substring(3) : octets).stripLeading();
            return text.startsWith("<?xml") || text.startsWith("<svg") || text.startsWith("<!--");
        }
    }
}
