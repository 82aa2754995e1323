package io.github.imgproxy4j.embedded.internal.format;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Exif blocks, which are TIFF files without pixels (TIFF 6.0, Exif 2.32). Stateless. */
final class ExifBlock {
    private static final int ORIENTATION = 0x0112;
    private static final int ARTIST = 0x013B;
    private static final int COPYRIGHT = 0x8298;
    private static final int ASCII = 2;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    /** No name and no notice is longer. */
    private static final int MAX_TEXT_BYTES = 4096;

    private ExifBlock() {}

    /** The orientation, upright if the block has none or is broken. */
    static Orientation orientation(ByteReader tiff) {
        try {
            ByteReader ordered = ordered(tiff);
            long entry = entry(ordered, ORIENTATION);
            return entry < 0 ? Orientation.UPRIGHT : Orientation.of(ordered.uint16(entry + 8));
        } catch (EOFException broken) {
            return Orientation.UPRIGHT;
        }
    }

    /** The same block for an image that has been turned upright. */
    static ByteReader upright(ByteReader tiff) {
        try {
            ByteReader ordered = ordered(tiff);
            long entry = entry(ordered, ORIENTATION);
            if (entry < 0 || ordered.uint16(entry + 8) == 1) {
                return tiff;
            }
            byte[] changed = tiff.copy();
            boolean little = tiff.hasText(0, "II");
            changed[(int) entry + (little ? 8 : 9)] = 1;
            changed[(int) entry + (little ? 9 : 8)] = 0;
            return ByteReader.of(changed);
        } catch (EOFException broken) {
            return Metadata.NONE.exif();
        }
    }

    /** A new block with the artist and the copyright notice alone; empty if there is neither. */
    static ByteReader copyright(ByteReader tiff) {
        List<Integer> tags = new ArrayList<>();
        List<byte[]> texts = new ArrayList<>();
        for (int tag : new int[] {ARTIST, COPYRIGHT}) {
            byte[] text = text(tiff, tag);
            if (text.length > 1) {
                tags.add(tag);
                texts.add(text);
            }
        }
        return tags.isEmpty() ? Metadata.NONE.exif() : ByteReader.of(block(tags, texts));
    }

    private static ByteReader ordered(ByteReader tiff) {
        return tiff.hasText(0, "II") ? tiff.littleEndian() : tiff;
    }

    /** Where a tag's entry begins in the first directory, or -1. */
    private static long entry(ByteReader ordered, int tag) throws EOFException {
        if (ordered.length() == 0) {
            return -1;
        }
        long directory = ordered.uint32(4);
        int entries = ordered.uint16(directory);
        for (int index = 0; index < entries; index++) {
            long entry = directory + 2 + (long) index * ENTRY_BYTES;
            if (ordered.uint16(entry) == tag) {
                return entry;
            }
        }
        return -1;
    }

    /** The text of a tag with its final zero; empty if there is none. */
    private static byte[] text(ByteReader tiff, int tag) {
        try {
            ByteReader ordered = ordered(tiff);
            long entry = entry(ordered, tag);
            if (entry < 0 || ordered.uint16(entry + 2) != ASCII) {
                return new byte[0];
            }
            long length = ordered.uint32(entry + 4);
            if (length > MAX_TEXT_BYTES) {
                return new byte[0];
            }
            return ordered.part(length <= 4 ? entry + 8 : ordered.uint32(entry + 8), length)
                    .copy();
        } catch (EOFException broken) {
            return new byte[0];
        }
    }

    private static byte[] block(List<Integer> tags, List<byte[]> texts) {
        int directoryBytes = 2 + tags.size() * ENTRY_BYTES + 4;
        int textBytes = texts.stream().mapToInt(text -> text.length).sum();
        int textOffset = HEADER_BYTES + directoryBytes;
        ByteBuffer block = ByteBuffer.allocate(textOffset + textBytes);
        block.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(HEADER_BYTES);
        block.putShort((short) tags.size());
        for (int index = 0; index < tags.size(); index++) {
            byte[] text = texts.get(index);
            block.putShort(tags.get(index).shortValue()).putShort((short) ASCII).putInt(text.length);
            if (text.length <= 4) {
                block.put(text).position(block.position() + 4 - text.length);
            } else {
                block.putInt(textOffset).put(textOffset, text);
                textOffset += text.length;
            }
        }
        return block.array();
    }
}
