package io.github.imgproxy4j.embedded.internal.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the headers of a BMP file, with the short one of OS/2 or the long ones of Windows. */
public final class BmpHeader {
    private static final int SHORT_HEADER = 12;
    private static final int FILE_SIZE = 2;

    /** The image, and its conversion. */
    private static final int DECODER_BYTES = 8;

    private BmpHeader() {}

    static ImageHeader read(ByteReader bigEndian) throws IOException {
        ByteReader file = bigEndian.littleEndian();
        if (file.uint32(14) == SHORT_HEADER) {
            return header(file.uint16(18), file.uint16(20), false);
        }
        long compression = file.uint32(30);
        if (compression > 3) {
            throw new IOException("a file of another format inside a BMP file");
        }
        boolean alpha = file.uint16(28) == 32 && compression == 3;
        // A negative height says that the rows begin above.
        return header((int) file.uint32(18), Math.abs((int) file.uint32(22)), alpha);
    }

    /**
     * The file with its size in its header, where some programs write zero, or anything: its own, or that which its pixels
     * would have if it did not end early.
     */
    public static byte[] mended(byte[] bmp) throws IOException {
        ByteReader file = ByteReader.of(bmp).littleEndian();
        boolean isShort = file.uint32(14) == SHORT_HEADER;
        long width = isShort ? file.uint16(18) : Math.abs((long) (int) file.uint32(18));
        long height = isShort ? file.uint16(20) : Math.abs((long) (int) file.uint32(22));
        long rowBytes = (width * file.uint16(isShort ? 24 : 28) + 31) / 32 * 4;
        boolean packed = !isShort && (file.uint32(30) == 1 || file.uint32(30) == 2);
        long whole = packed ? 0 : file.uint32(10) + rowBytes * height;
        ByteBuffer mended = ByteBuffer.wrap(bmp.clone()).order(ByteOrder.LITTLE_ENDIAN);
        return mended.putInt(FILE_SIZE, (int) Math.min(Integer.MAX_VALUE, Math.max(bmp.length, whole)))
                .array();
    }

    private static ImageHeader header(int width, int height, boolean alpha) {
        return new ImageHeader(ImageFormat.BMP, width, height, alpha, Orientation.UPRIGHT, DECODER_BYTES, null);
    }
}
