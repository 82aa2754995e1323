package io.github.imgproxy4j.embedded;

import java.io.EOFException;

/** Finds the orientation in an Exif block, which is a TIFF file without pixels. */
final class ExifOrientation {
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** The orientation, upright if the block has none or is broken. */
    static Orientation find(Bytes tiff) {
        try {
            Bytes ordered = tiff.hasText(0, "II") ? tiff.littleEndian() : tiff;
            long directory = ordered.uint32(4);
            int entries = ordered.uint16(directory);
            for (int index = 0; index < entries; index++) {
                long entry = directory + 2 + (long) index * ENTRY_BYTES;
                if (ordered.uint16(entry) == ORIENTATION_TAG) {
                    return Orientation.of(ordered.uint16(entry + 8));
                }
            }
            return Orientation.UPRIGHT;
        } catch (EOFException broken) {
            return Orientation.UPRIGHT;
        }
    }
}
