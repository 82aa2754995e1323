package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.raster.Area;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the blocks of a GIF file (GIF89a specification). */
public final class GifHeader {
    private static final int SCREEN_DESCRIPTOR_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int IMAGE = 0x2C;
    private static final int IMAGE_DESCRIPTOR = 10;
    private static final int MILLIS_PER_TICK = 10;
    /** Of a frame of which nothing is said. */
    private static final int USUAL_MILLIS = 100;

    private static final int OPAQUE_BLACK = 0xFF000000;
    /** The number of a colour, and the pixel where a frame covers a part only. */
    private static final int DECODER_BYTES = 5;

    /** Of what decides about no pixel. */
    private static final int LONGEST_EXTENSION = 1 << 10;

    private final ByteReader file;
    private final List<FrameHeader> frames = new ArrayList<>();
    private int loops = 1;
    private int delayMillis = USUAL_MILLIS;
    private FrameHeader.Disposal disposal = FrameHeader.Disposal.KEEP;
    private int paletteBits;
    private boolean transparent;
    private int transparentIndex;
    private long transparentFlags;
    private final List<Long> strayTransparency = new ArrayList<>();
    private final List<Bounds> leftOut = new ArrayList<>();
    private int emptyFrames;

    private GifHeader(ByteReader file) {
        this.file = file;
    }

    /** The header; frames that are cut short are left out, except the first. */
    static ImageHeader read(ByteReader bigEndian) throws IOException {
        ByteReader file = bigEndian.littleEndian();
        GifHeader header = new GifHeader(file);
        header.notePalette(file.uint8(10));
        header.readBlocks((long) SCREEN_DESCRIPTOR_END + colourTableBytes(file.uint8(10)));
        // What the first frame needs is there in any case, as in imgproxy; what sticks out later is cut off.
        Area first = header.frames.get(0).area();
        return new ImageHeader(
                ImageFormat.GIF,
                Math.max(file.uint16(6), first.left() + first.width()),
                Math.max(file.uint16(8), first.top() + first.height()),
                true,
                Orientation.UPRIGHT,
                DECODER_BYTES,
                null,
                new AnimationHeader(header.frames, header.loops),
                Metadata.NONE,
                header.paletteBits);
    }

    private void readBlocks(long start) throws IOException {
        long offset = start;
        try {
            while (frames.size() + emptyFrames < AnimationHeader.MAX_FRAMES
                    && (file.uint8(offset) == EXTENSION || file.uint8(offset) == IMAGE)) {
                offset = file.uint8(offset) == IMAGE ? readImage(offset) : readExtension(offset);
            }
        } catch (EOFException cutShort) {
            if (frames.isEmpty()) {
                throw cutShort;
            }
        }
        if (frames.isEmpty()) {
            throw new IOException("no first frame");
        }
    }

    /** What is said of a frame is said of the next one only. */
    private long readImage(long offset) throws IOException {
        long end = addImage(offset);
        delayMillis = USUAL_MILLIS;
        disposal = FrameHeader.Disposal.KEEP;
        transparent = false;
        return end;
    }

    private long addImage(long offset) throws IOException {
        Area area = new Area(
                file.uint16(offset + 1), file.uint16(offset + 3), file.uint16(offset + 5), file.uint16(offset + 7));
        notePalette(file.uint8(offset + 9));
        int localTable = colourTableBytes(file.uint8(offset + 9));
        long data = offset + IMAGE_DESCRIPTOR + localTable;
        if (area.width() == 0 || area.height() == 0) {
            long end = afterSubBlocks(data + 1);
            leftOut.add(new Bounds(offset, end));
            emptyFrames++;
            prolong();
            return end;
        }
        int table = localTable > 0 ? localTable : colourTableBytes(file.uint8(10));
        if (transparent && table > 0 && 3 * transparentIndex >= table) {
            transparent = false;
            strayTransparency.add(transparentFlags);
        }
        FrameHeader frame = new FrameHeader(
                area, delayMillis, true, disposal, transparent ? 0 : background(), ByteReader.of(new byte[0]));
        if (frames.isEmpty()) {
            frames.add(frame);
            return afterSubBlocks(data + 1);
        }
        long end = afterSubBlocks(data + 1);
        frames.add(frame);
        return end;
    }

    private long readExtension(long offset) throws IOException {
        int label = file.uint8(offset + 1);
        if (label == GRAPHIC_CONTROL) {
            disposal = disposal(file.uint8(offset + 3) >> 2 & 7);
            transparent = (file.uint8(offset + 3) & 1) != 0;
            transparentFlags = offset + 3;
            transparentIndex = file.uint8(offset + 6);
            delayMillis = file.uint16(offset + 4) * MILLIS_PER_TICK;
        } else if (label == APPLICATION && file.hasText(offset + 3, "NETSCAPE2.0") && file.uint8(offset + 15) == 1) {
            // How often it is repeated after the first time; browsers and imgproxy agree on that.
            int repetitions = file.uint16(offset + 16);
            loops = repetitions == 0 ? 0 : repetitions + 1;
        }
        long end = afterSubBlocks(offset + 2);
        if (label != GRAPHIC_CONTROL && end - offset > LONGEST_EXTENSION) {
            leftOut.add(new Bounds(offset, end));
        }
        return end;
    }

    /** A frame without pixels shows the one before for longer. */
    private void prolong() {
        if (frames.isEmpty()) {
            return;
        }
        int last = frames.size() - 1;
        FrameHeader before = frames.get(last);
        frames.set(
                last,
                new FrameHeader(
                        before.area(),
                        before.delayMillis() + delayMillis,
                        before.blended(),
                        before.disposal(),
                        before.cleared(),
                        before.image()));
    }

    /**
     * What a frame without a transparent colour is cleared with: the screen's background, as for imgproxy; where browsers
     * clear it to transparent.
     */
    private int background() throws IOException {
        int tableBytes = colourTableBytes(file.uint8(10));
        if (tableBytes == 0) {
            return OPAQUE_BLACK;
        }
        int number = 3 * file.uint8(11) < tableBytes ? file.uint8(11) : 0;
        long colour = SCREEN_DESCRIPTOR_END + 3L * number;
        return OPAQUE_BLACK | file.uint8(colour) << 16 | file.uint8(colour + 1) << 8 | file.uint8(colour + 2);
    }

    private static FrameHeader.Disposal disposal(int method) {
        return switch (method) {
            case 2 -> FrameHeader.Disposal.CLEAR;
            case 3 -> FrameHeader.Disposal.RESTORE;
            default -> FrameHeader.Disposal.KEEP;
        };
    }

    /**
     * The file as readers can take it: without frames that have no pixels, without transparent colours that their frame's
     * table does not hold, which browsers do not look at either, and without long comments and the like, whose parts the
     * JDK's reader puts together one by one, each time copying all that it has.
     */
    public static byte[] mended(byte[] gif) throws IOException {
        ByteReader file = ByteReader.of(gif).littleEndian();
        GifHeader header = new GifHeader(file);
        header.readBlocks((long) SCREEN_DESCRIPTOR_END + colourTableBytes(file.uint8(10)));
        if (header.strayTransparency.isEmpty() && header.leftOut.isEmpty()) {
            return gif;
        }
        byte[] flagged = gif.clone();
        header.strayTransparency.forEach(flags -> flagged[flags.intValue()] &= ~1);
        List<ByteReader> kept = new ArrayList<>();
        long from = 0;
        for (Bounds bounds : header.leftOut) {
            kept.add(ByteReader.of(flagged).part(from, bounds.start - from));
            from = bounds.end;
        }
        kept.add(ByteReader.of(flagged).part(from, gif.length - from));
        return ByteReader.joined(kept);
    }

    /** Where a block begins and where the next does. */
    private record Bounds(long start, long end) {}

    private void notePalette(int flags) {
        if (colourTableBytes(flags) > 0) {
            paletteBits = Math.max(paletteBits, (flags & 7) + 1);
        }
    }

    private static int colourTableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private long afterSubBlocks(long start) throws IOException {
        long offset = start;
        while (file.uint8(offset) != 0) {
            offset += 1 + file.uint8(offset);
        }
        return offset + 1;
    }
}
