package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts encoded images into an animated WebP file with a header of its own (RFC 9649).
 *
 * <p>A frame covers what differs from the one before, and may have holes where nothing does. For one file.
 */
final class WebpWriter {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;
    private static final int MAX_LOOPS = 0xFFFF;
    private static final int MAX_DELAY = 0xFFFFFF;
    private static final int UNSHOWN_MILLIS = 10;
    private static final int USUAL_MILLIS = 100;

    private static final int BLEND = 0;
    private static final int OVERWRITE = 2;
    private static final int OPAQUE = 0xFF;

    /** Of quality 0. */
    private static final int LARGEST_TOLERANCE = 31;

    /** A side of what the encoder looks at together when it makes holes smooth. */
    private static final int BLOCK = 8;

    /** An eighth of an image has to be holes, for encoding it a second time to pay. */
    private static final int LEAST_HOLES = 8;

    private final DrawnFrames drawn;
    private final StillEncoder encoder;
    private final Deadline deadline;
    private ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private boolean seenThrough;
    private @Nullable Part last;

    private WebpWriter(Pixels first, int quality, StillEncoder encoder, Deadline deadline) {
        this.drawn = new DrawnFrames(first.width(), first.height(), tolerance(quality), deadline);
        this.encoder = encoder;
        this.deadline = deadline;
    }

    /** Turns an image into the file of a still image. */
    @FunctionalInterface
    interface StillEncoder {
        byte[] encode(Pixels pixels) throws IOException;
    }

    /**
     * The bytes of an animated file.
     *
     * @param quality that the encoder works with, 1 to 100
     */
    static byte[] write(FrameSequence sequence, int quality, StillEncoder encoder, Deadline deadline)
            throws IOException {
        WebpWriter writer = new WebpWriter(sequence.first(), quality, encoder, deadline);
        for (Frame frame : sequence.frames()) {
            writer.frame(frame);
        }
        return writer.file(sequence);
    }

    /** What is lost below this difference is lost to the encoder as well; the library behind imgproxy reckons so. */
    private static int tolerance(int quality) {
        double kept = Math.sqrt(quality / 100.0);
        return (int) Math.round(LARGEST_TOLERANCE * (1 - kept) + kept);
    }

    /** A frame that shows nothing new makes the one before stay longer. */
    private void frame(Frame frame) throws IOException {
        Pixels pixels = frame.pixels();
        Area changes = last == null ? Area.of(pixels.width(), pixels.height()) : drawn.changes(pixels);
        if (last != null && changes == null) {
            last = last.longer(shown(frame));
            return;
        }
        flush();
        last = part(pixels, fromEvenPlace(Objects.requireNonNull(changes)), shown(frame));
    }

    /** What no screen can show is taken for not said, by browsers and imgproxy. */
    private static int shown(Frame frame) {
        return frame.delayMillis() <= UNSHOWN_MILLIS ? USUAL_MILLIS : frame.delayMillis();
    }

    private Part part(Pixels frame, Area area, int delayMillis) throws IOException {
        Pixels overlay = overlay(frame, area);
        byte[] still = encoder.encode(frame.cut(area).withAlphaChecked());
        byte[] blended = overlay == null ? still : encoder.encode(overlay);
        if (overlay != null && blended.length < still.length) {
            drawn.drawOver(overlay, area);
            return new Part(area, delayMillis, BLEND, ByteReader.of(blended));
        }
        drawn.draw(frame, area);
        return new Part(area, delayMillis, OVERWRITE, ByteReader.of(still));
    }

    private void flush() throws IOException {
        if (last != null) {
            chunk("ANMF", content(last));
        }
    }

    /** Places are counted in twos. */
    private static Area fromEvenPlace(Area area) {
        int left = area.left() & ~1;
        int top = area.top() & ~1;
        return new Area(left, top, area.left() + area.width() - left, area.top() + area.height() - top);
    }

    /**
     * A part of a frame with holes where whole blocks are there already; null if there are few of them, or if something
     * in between is not opaque, which would be mixed with what is there.
     */
    private @Nullable Pixels overlay(Pixels frame, Area area) {
        Pixels overlay = frame.cut(area);
        int[] argb = overlay == frame ? overlay.argb().clone() : overlay.argb();
        long holes = 0;
        for (int top = 0; top < area.height(); top += BLOCK) {
            deadline.look();
            for (int left = 0; left < area.width(); left += BLOCK) {
                Area block =
                        new Area(left, top, Math.min(BLOCK, area.width() - left), Math.min(BLOCK, area.height() - top));
                if (isThere(argb, area, block)) {
                    fill(argb, area.width(), block);
                    holes += block.pixelCount();
                } else if (!isOpaque(argb, area.width(), block)) {
                    return null;
                }
            }
        }
        return holes * LEAST_HOLES < area.pixelCount() ? null : new Pixels(area.width(), area.height(), argb, true);
    }

    private boolean isThere(int[] argb, Area area, Area block) {
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            for (int x = block.left(); x < block.left() + block.width(); x++) {
                if (!drawn.isThere(argb[y * area.width() + x], area.left() + x, area.top() + y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOpaque(int[] argb, int width, Area block) {
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            for (int x = block.left(); x < block.left() + block.width(); x++) {
                if (argb[y * width + x] >>> 24 != OPAQUE) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void fill(int[] argb, int width, Area block) {
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            Arrays.fill(argb, y * width + block.left(), y * width + block.left() + block.width(), 0);
        }
    }

    private byte[] content(Part part) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        uint24(content, part.area.left() / 2);
        uint24(content, part.area.top() / 2);
        uint24(content, part.area.width() - 1);
        uint24(content, part.area.height() - 1);
        uint24(content, part.delayMillis);
        content.write(part.flags);
        content.write(imageChunks(part.still.littleEndian()));
        return content.toByteArray();
    }

    /** What of a still image's file holds its pixels. */
    private byte[] imageChunks(ByteReader still) throws EOFException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_HEADER <= still.length()) {
            long length = CHUNK_HEADER + still.uint32(offset + 4);
            length += length & 1;
            seenThrough |= still.hasText(offset, "ALPH");
            if (still.hasText(offset, "ALPH") || still.hasText(offset, "VP8 ") || still.hasText(offset, "VP8L")) {
                image.writeBytes(still.part(offset, length).copy());
            }
            offset += length;
        }
        return image.toByteArray();
    }

    private byte[] file(FrameSequence sequence) throws IOException {
        flush();
        ByteArrayOutputStream frames = chunks;
        chunks = new ByteArrayOutputStream();
        ByteArrayOutputStream features = new ByteArrayOutputStream();
        features.write(ANIMATION_FLAG | (seenThrough ? ALPHA_FLAG : 0));
        features.write(new byte[3], 0, 3);
        uint24(features, sequence.first().width() - 1);
        uint24(features, sequence.first().height() - 1);
        chunk("VP8X", features.toByteArray());
        // What is not a number of 16 bits is never seen to end.
        int loops = sequence.loops() > MAX_LOOPS ? 0 : sequence.loops();
        chunk("ANIM", new byte[] {0, 0, 0, 0, (byte) loops, (byte) (loops >> 8)});
        chunks.writeBytes(frames.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        text(file, "RIFF");
        uint32(file, 4 + chunks.size());
        text(file, "WEBP");
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    private void chunk(String type, byte[] content) {
        text(chunks, type);
        uint32(chunks, content.length);
        chunks.writeBytes(content);
        if (content.length % 2 != 0) {
            chunks.write(0);
        }
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void uint24(ByteArrayOutputStream to, int value) {
        to.write(value);
        to.write(value >> 8);
        to.write(value >> 16);
    }

    private static void uint32(ByteArrayOutputStream to, int value) {
        uint24(to, value);
        to.write(value >> 24);
    }

    /** A frame whose time is not known to be over. */
    private record Part(Area area, int delayMillis, int flags, ByteReader still) {
        Part longer(int millis) {
            return new Part(area, Math.min(MAX_DELAY, delayMillis + millis), flags, still);
        }
    }
}
