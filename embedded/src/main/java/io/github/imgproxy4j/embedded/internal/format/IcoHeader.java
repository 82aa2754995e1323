package io.github.imgproxy4j.embedded.internal.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The image that counts of an ICO file, which holds PNG files and BMP files without their first header.
 *
 * <p>As in imgproxy the mask that comes after the pixels of a BMP image is not looked at; those of 32 bits have their
 * transparency in the pixels.
 *
 * @param header what the file tells of that image
 * @param still a file of that image alone
 * @param stillFormat PNG or BMP
 */
public record IcoHeader(ImageHeader header, ByteReader still, ImageFormat stillFormat) {
    /** Reserved, and the type: icons, not cursors. */
    static final String MAGIC = "\0\0\1\0";

    private static final int DIRECTORY = 6;
    private static final int ENTRY_BYTES = 16;
    private static final int LARGEST_SIDE = 256;
    /** A megabyte; 256x256 pixels with transparency and mask take a third of it. */
    private static final int LARGEST_BITMAP = 1 << 20;

    private static final int INFO_HEADER = 40;
    private static final int FILE_HEADER = 14;
    /** The header that says where the transparency is. */
    private static final int V4_HEADER = 108;

    private static final int BIT_FIELDS = 3;

    public static IcoHeader read(ByteReader bigEndian) throws IOException {
        ByteReader file = bigEndian.littleEndian();
        long entry = chosenEntry(file);
        ByteReader image = file.part(file.uint32(entry + 12), file.uint32(entry + 8));
        IcoHeader icon = image.hasText(0, PngHeader.MAGIC) ? png(image) : bmp(image);
        if (icon.header.width() != side(file, entry) || icon.header.height() != side(file, entry + 1)) {
            throw new IOException("an image of another size than the icon declares");
        }
        return icon;
    }

    /**
     * The image that imgproxy takes: one after the other, each that is wider or higher than the one before, or 256 pixels
     * on a side, which a directory writes as 0 and imgproxy compares as 0.
     */
    private static long chosenEntry(ByteReader file) throws IOException {
        long chosen = -1;
        int width = 0;
        int height = 0;
        for (int index = 0; index < file.uint16(4); index++) {
            long entry = DIRECTORY + (long) index * ENTRY_BYTES;
            int across = file.uint8(entry);
            int down = file.uint8(entry + 1);
            if (across > width || down > height || across == 0 || down == 0) {
                chosen = entry;
                width = across;
                height = down;
            }
        }
        if (chosen < 0) {
            throw new IOException("an icon without an image");
        }
        return chosen;
    }

    /** One byte, in which the largest side does not fit. */
    private static int side(ByteReader file, long offset) throws IOException {
        int side = file.uint8(offset);
        return side == 0 ? LARGEST_SIDE : side;
    }

    private static IcoHeader png(ByteReader image) throws IOException {
        ImageHeader png = PngHeader.read(image.bigEndian());
        return new IcoHeader(as(png), image.bigEndian(), ImageFormat.PNG);
    }

    private static IcoHeader bmp(ByteReader claimed) throws IOException {
        ByteReader image = claimed.part(0, Math.min(claimed.length(), LARGEST_BITMAP));
        if (image.uint32(0) != INFO_HEADER || image.uint32(16) != 0) {
            throw new IOException("an image with an unknown header, or compressed");
        }
        ByteReader file = ByteReader.of(image.uint16(14) == 32 ? transparentBmp(image) : opaqueBmp(image));
        return new IcoHeader(as(BmpHeader.read(file)), file, ImageFormat.BMP);
    }

    private static ImageHeader as(ImageHeader header) {
        return new ImageHeader(
                ImageFormat.ICO,
                header.width(),
                header.height(),
                header.alpha(),
                header.orientation(),
                header.decoderBytesPerPixel(),
                header.profile());
    }

    private static byte[] opaqueBmp(ByteReader image) throws IOException {
        int bits = image.uint16(14);
        long colours = image.uint32(32) == 0 && bits <= 8 ? 1L << bits : image.uint32(32);
        if (colours > LARGEST_SIDE) {
            throw new IOException("an image with more colours than a palette can hold");
        }
        byte[] file = new byte[FILE_HEADER + image.length()];
        fileHeader(file, FILE_HEADER + INFO_HEADER + 4 * (int) colours).put(image.copy());
        return halved(file);
    }

    private static byte[] transparentBmp(ByteReader image) throws IOException {
        byte[] file = new byte[FILE_HEADER + V4_HEADER - INFO_HEADER + image.length()];
        ByteBuffer fields = fileHeader(file, FILE_HEADER + V4_HEADER);
        fields.put(image.part(0, INFO_HEADER).copy());
        fields.putInt(FILE_HEADER, V4_HEADER).putInt(FILE_HEADER + 16, BIT_FIELDS);
        fields.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000);
        fields.put(new byte[V4_HEADER - INFO_HEADER - 16]);
        fields.put(image.part(INFO_HEADER, image.length() - (long) INFO_HEADER).copy());
        return halved(file);
    }

    private static ByteBuffer fileHeader(byte[] file, int pixels) {
        return ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(StandardCharsets.US_ASCII))
                .putInt(file.length)
                .putInt(0)
                .putInt(pixels);
    }

    /** The height counts the rows of the mask as well. */
    private static byte[] halved(byte[] file) {
        int height = FILE_HEADER + 8;
        ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(height, fields.getInt(height) / 2);
        return file;
    }
}
