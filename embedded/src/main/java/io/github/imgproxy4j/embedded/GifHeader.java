package io.github.imgproxy4j.embedded;

import java.io.IOException;

/**
 * The screen of a GIF file and the place of its first frame on it (GIF89a specification).
 *
 * @param header what the screen descriptor tells
 * @param firstFrame the first frame's place; it may stick out
 */
record GifHeader(ImageHeader header, Area firstFrame) {
    private static final int SCREEN_DESCRIPTOR_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;

    static GifHeader read(Bytes bigEndian) throws IOException {
        Bytes file = bigEndian.littleEndian();
        int width = file.uint16(6);
        int height = file.uint16(8);
        long offset = (long) SCREEN_DESCRIPTOR_END + colourTableBytes(file.uint8(10));
        while (file.uint8(offset) == EXTENSION) {
            offset = afterSubBlocks(file, offset + 2);
        }
        if (file.uint8(offset) != IMAGE) {
            throw new IOException("no first frame");
        }
        Area frame = new Area(
                file.uint16(offset + 1), file.uint16(offset + 3), file.uint16(offset + 5), file.uint16(offset + 7));
        return new GifHeader(new ImageHeader(ImageFormat.GIF, width, height, true, Orientation.UPRIGHT, null), frame);
    }

    private static int colourTableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static long afterSubBlocks(Bytes file, long start) throws IOException {
        long offset = start;
        while (file.uint8(offset) != 0) {
            offset += 1 + file.uint8(offset);
        }
        return offset + 1;
    }
}
