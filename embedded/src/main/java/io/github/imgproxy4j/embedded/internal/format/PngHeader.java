package io.github.imgproxy4j.embedded.internal.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a PNG file (RFC 2083 and the PNG specification, third edition). */
public final class PngHeader {
    /** How every file begins. */
    static final String MAGIC = "\u0089PNG\r\n\u001a\n";

    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final byte[] DATA = {'I', 'D', 'A', 'T'};
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    /** Of the colour type. */
    private static final int ALPHA_BIT = 4;

    private static final int INDEXED = 3;

    /** How the text with the XMP document begins. */
    private static final String XMP = "XML:com.adobe.xmp\0";

    private static final int MAX_XMP_BYTES = 1 << 20;

    private PngHeader() {}

    static ImageHeader read(ByteReader file) throws IOException {
        if (!file.hasText(FIRST_CHUNK + 4, "IHDR")) {
            throw new EOFException("no IHDR chunk");
        }
        ByteReader ihdr = file.part(FIRST_CHUNK + 8, 13);
        Orientation orientation = Orientation.UPRIGHT;
        ColourProfile profile = null;
        boolean profileSeen = false;
        boolean xmpSeen = false;
        Metadata metadata = Metadata.NONE;
        boolean alpha = (ihdr.uint8(9) & ALPHA_BIT) != 0;
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_OVERHEAD <= file.length() && !file.hasText(offset + 4, "IEND")) {
            long length = file.uint32(offset);
            if (offset + CHUNK_OVERHEAD + length > file.length()) {
                break;
            }
            // Of each kind the first counts, so that no file can have a decoder unpack the same again and again.
            if (file.hasText(offset + 4, "eXIf") && metadata.exif().length() == 0) {
                metadata = metadata.withExif(file.part(offset + 8, length));
                orientation = ExifBlock.orientation(metadata.exif());
            } else if (file.hasText(offset + 4, "iCCP") && !profileSeen) {
                profileSeen = true;
                profile = profile(file.part(offset + 8, length));
            } else if (file.hasText(offset + 4, "iTXt" + XMP) && !xmpSeen) {
                xmpSeen = true;
                metadata = metadata.withXmp(xmp(file.part(offset + 8 + XMP.length(), length - XMP.length())));
            } else if (file.hasText(offset + 4, "tRNS")) {
                alpha = true;
            }
            offset += CHUNK_OVERHEAD + length;
        }
        return new ImageHeader(
                        ImageFormat.PNG,
                        size(ihdr.uint32(0)),
                        size(ihdr.uint32(4)),
                        alpha,
                        orientation,
                        decoderBytesPerPixel(ihdr, alpha),
                        profile)
                .with(metadata)
                .withPalette(ihdr.uint8(9) == INDEXED ? ihdr.uint8(8) : 0);
    }

    /**
     * The file with an end, where it has none: its last chunk is cut to what there is of it, because the JDK's reader
     * wants to have seen all of a file before it shows any of it.
     */
    public static byte[] mended(byte[] png) throws IOException {
        ByteReader file = ByteReader.of(png);
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_OVERHEAD <= file.length()) {
            long end = offset + CHUNK_OVERHEAD + file.uint32(offset);
            if (file.hasText(offset + 4, "IEND")) {
                return png;
            }
            if (end > file.length()) {
                break;
            }
            offset = end;
        }
        ByteReader before = file.part(0, Math.min(offset, file.length()));
        return file.hasText(offset + 4, "IDAT")
                ? ended(before, file.part(offset + 8, file.length() - offset - 8))
                : ByteReader.joined(List.of(before, ByteReader.of(END)));
    }

    /**
     * A file that ends with a chunk of pixel data.
     *
     * @param before all chunks before it
     */
    public static byte[] ended(ByteReader before, ByteReader data) {
        byte[] head = ByteBuffer.allocate(8).putInt(data.length()).put(DATA).array();
        ByteReader unverifiedChecksum = ByteReader.of(new byte[4]);
        return ByteReader.joined(List.of(before, ByteReader.of(head), data, unverifiedChecksum, ByteReader.of(END)));
    }

    /**
     * The file without a transparent colour where its pixels have alpha, which counts alone: browsers and libpng pass over
     * the colour, and the JDK's reader fails.
     */
    public static byte[] withoutSecondAlpha(byte[] png) throws IOException {
        ByteReader file = ByteReader.of(png);
        if ((file.uint8(FIRST_CHUNK + 8 + 9L) & ALPHA_BIT) == 0) {
            return png;
        }
        List<ByteReader> kept = new ArrayList<>();
        long begin = 0;
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_OVERHEAD <= file.length() && !file.hasText(offset + 4, "IDAT")) {
            long end = offset + CHUNK_OVERHEAD + file.uint32(offset);
            if (file.hasText(offset + 4, "tRNS") && end <= file.length()) {
                kept.add(file.part(begin, offset - begin));
                begin = end;
            }
            offset = end;
        }
        if (kept.isEmpty()) {
            return png;
        }
        kept.add(file.part(begin, file.length() - begin));
        return ByteReader.joined(kept);
    }

    /** Most files pass row by row; those that are interlaced, or have one transparent colour, are held whole. */
    private static int decoderBytesPerPixel(ByteReader ihdr, boolean alpha) throws EOFException {
        boolean interlaced = ihdr.uint8(12) != 0;
        boolean oneTransparentColour = alpha && (ihdr.uint8(9) & ALPHA_BIT) == 0;
        return interlaced || oneTransparentColour ? ihdr.uint8(8) > 8 ? 8 : 4 : 0;
    }

    /** The specification's own limit keeps a side within 31 bits. */
    private static int size(long claimed) throws EOFException {
        if (claimed > Integer.MAX_VALUE) {
            throw new EOFException("a width or height with more than 31 bits");
        }
        return (int) claimed;
    }

    private static @Nullable ColourProfile profile(ByteReader chunk) throws EOFException {
        int name = end(chunk, 0);
        return ColourProfile.of(List.of(ByteReader.of(inflated(rest(chunk, name + 2), ColourProfile.MAX_BYTES))));
    }

    /** Behind two bytes about compression, a language and the translated name, which both end with a zero. */
    private static ByteReader xmp(ByteReader text) {
        try {
            boolean compressed = text.uint8(0) != 0;
            ByteReader document = rest(text, end(text, end(text, 2) + 1) + 1);
            return compressed ? ByteReader.of(inflated(document, MAX_XMP_BYTES)) : document;
        } catch (EOFException broken) {
            return Metadata.NONE.xmp();
        }
    }

    private static int end(ByteReader chunk, int start) throws EOFException {
        int end = start;
        while (chunk.uint8(end) != 0) {
            end++;
        }
        return end;
    }

    private static ByteReader rest(ByteReader chunk, int start) throws EOFException {
        return chunk.part(start, chunk.length() - start);
    }

    /** Empty if it is broken or longer than that. */
    private static byte[] inflated(ByteReader compressed, int maxBytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed.copy());
            byte[] buffer = new byte[maxBytes];
            int length = inflater.inflate(buffer);
            return inflater.finished() ? Arrays.copyOf(buffer, length) : new byte[0];
        } catch (DataFormatException broken) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
