package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes GIF files (GIF89a specification), animated if there are several frames.
 *
 * <p>A frame covers what differs from the one before, and is transparent where nothing does. If something vanishes, the
 * frame before is made as large and cleared. For one file.
 */
final class GifWriter {
    private static final int MILLIS_PER_TICK = 10;
    private static final int MAX_LOOPS = 0xFFFF;
    private static final int MAX_DELAY = 0xFFFF;
    private static final Area ANY_PIXEL = Area.of(1, 1);

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final FrameSequence sequence;
    private final AnimationPalettes palettes;
    private final DrawnFrames drawn;
    private final Deadline deadline;

    private GifWriter(FrameSequence sequence, int maxColours, Deadline deadline) {
        this.sequence = sequence;
        this.palettes = new AnimationPalettes(sequence, maxColours, deadline);
        this.drawn = new DrawnFrames(sequence.first().width(), sequence.first().height(), 0, deadline);
        this.deadline = deadline;
    }

    /**
     * The bytes of a file.
     *
     * @param maxColours of each frame, 2 to 256
     */
    static byte[] write(FrameSequence sequence, int maxColours, Deadline deadline) {
        return new GifWriter(sequence, maxColours, deadline).write();
    }

    private byte[] write() {
        file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        GifFrame.uint16(sequence.first().width(), file);
        GifFrame.uint16(sequence.first().height(), file);
        int[] shared = palettes.shared();
        file.write(GifFrame.tableFlags(shared));
        file.write(0);
        file.write(0);
        GifFrame.table(shared, file);
        if (sequence.isAnimated()) {
            loops(sequence.loops());
        }
        List<Frame> frames = sequence.frames();
        Pixels pixels = OneBitAlpha.of(sequence.first(), deadline);
        for (int index = 0; index < frames.size(); index++) {
            Pixels next = index + 1 < frames.size()
                    ? OneBitAlpha.of(frames.get(index + 1).pixels(), deadline)
                    : pixels;
            frame(pixels, next, ticks(frames.get(index)), index == 0);
            pixels = next;
        }
        file.write(0x3B);
        return file.toByteArray();
    }

    private void loops(int loops) {
        if (loops == 1) {
            return;
        }
        file.write(0x21);
        file.write(0xFF);
        file.write(11);
        file.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        file.write(3);
        file.write(1);
        // What browsers and imgproxy count are the repetitions after the first time.
        GifFrame.uint16(loops == 0 ? 0 : Math.min(MAX_LOOPS, loops - 1), file);
        file.write(0);
    }

    private static int ticks(Frame frame) {
        return Math.min(MAX_DELAY, (frame.delayMillis() + MILLIS_PER_TICK / 2) / MILLIS_PER_TICK);
    }

    private void frame(Pixels pixels, Pixels next, int ticks, boolean first) {
        Area changes = first ? Area.of(pixels.width(), pixels.height()) : drawn.changes(pixels);
        Area vanishing = DrawnFrames.vanishing(pixels, next, deadline);
        Area area = vanishing != null
                ? changes != null ? changes.with(vanishing) : vanishing
                : changes != null ? changes : ANY_PIXEL;
        Pixels differences = drawn.differences(pixels, area);
        Pixels whole = isMostlyDrawn(differences) ? pixels.cut(area) : null;
        drawn.draw(pixels, area);
        if (vanishing != null) {
            drawn.clear(area);
        }
        GifFrame frame = new GifFrame(area.left(), area.top(), ticks, vanishing != null);
        byte[] smallest = smallest(frame, differences);
        if (whole != null) {
            // Scattered holes break up the strings that the compression finds.
            byte[] withoutHoles = smallest(frame, whole);
            smallest = withoutHoles.length < smallest.length ? withoutHoles : smallest;
        }
        file.writeBytes(smallest);
    }

    /** Whether there are holes, but in less than half of an image. */
    private static boolean isMostlyDrawn(Pixels differences) {
        int holes = 0;
        for (int pixel : differences.argb()) {
            holes += pixel == 0 ? 1 : 0;
        }
        return holes > 0 && holes < differences.argb().length / 2;
    }

    /** In the colours that all share, or in its own if the others do not serve it, or are so many more. */
    private byte[] smallest(GifFrame frame, Pixels differences) {
        Palette shared = palettes.withShared(differences);
        if (shared == null) {
            return encoded(frame, palettes.own(differences), true);
        }
        byte[] withShared = encoded(frame, shared, false);
        Palette fewer = palettes.fewer(differences);
        if (fewer == null) {
            return withShared;
        }
        byte[] withFewer = encoded(frame, fewer, true);
        return withFewer.length < withShared.length ? withFewer : withShared;
    }

    private byte[] encoded(GifFrame frame, Palette palette, boolean ownTable) {
        return frame.encode(palette, ownTable, palettes.near(palette), deadline);
    }
}
