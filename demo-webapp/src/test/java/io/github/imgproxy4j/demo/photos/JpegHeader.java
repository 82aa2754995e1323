package io.github.imgproxy4j.demo.photos;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the segments in front of a JPEG's first scan say. */
record JpegHeader(Dimension stored, int orientation, boolean profiled, boolean halvedColour) {

    private static final int ORIENTATION = 0x0112;

    static JpegHeader of(byte[] jpeg) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        Dimension stored = new Dimension();
        int orientation = 1;
        boolean profiled = false;
        boolean halved = false;
        int at = 2;
        while ((jpeg[at + 1] & 255) != 0xda) {
            int marker = jpeg[at + 1] & 255;
            int content = at + 4;
            if (marker == 0xe1 && starts(jpeg, content, "Exif\0")) {
                orientation = orientation(bytes, content + 6);
            } else if (marker == 0xe2 && starts(jpeg, content, "ICC_PROFILE\0")) {
                profiled = starts(jpeg, content + 14 + 36, "acsp");
            } else if (marker == 0xc0 || marker == 0xc2) {
                stored = new Dimension(bytes.getShort(content + 3), bytes.getShort(content + 1));
                halved = jpeg[content + 7] == 0x22 && jpeg[content + 10] == 0x11;
            }
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return new JpegHeader(stored, orientation, profiled, halved);
    }

    Dimension upright() {
        return orientation < 5 ? stored : new Dimension(/* width= */ stored.height, /* height= */ stored.width);
    }

    private static boolean starts(byte[] jpeg, int at, String text) {
        return new String(jpeg, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    /** Reads the first directory of a big-endian TIFF block. */
    private static int orientation(ByteBuffer bytes, int tiff) {
        int directory = tiff + bytes.getInt(tiff + 4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (bytes.getShort(entry) == ORIENTATION) {
                return bytes.getShort(entry + 8);
            }
        }
        return 1;
    }
}
