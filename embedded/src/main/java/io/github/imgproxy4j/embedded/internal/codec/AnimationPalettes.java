package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the colours of each frame of a sequence, whose pixels are opaque or not there.
 *
 * <p>The colours of the first frame serve the next ones as long as they do so well enough: a table of one's own takes up
 * to 768 bytes. For one sequence.
 */
final class AnimationPalettes {
    /** How much worse than the first frame others may be served by its colours. */
    private static final double ALLOWED_LOSS = 1.2;

    /** An invisible mean squared distance: a step of each colour, and a little more. */
    private static final double UNSEEN_LOSS = 4;

    /** Of colours. */
    private static final int SMALL_TABLE = 8;

    private final int maxColours;
    private final Deadline deadline;
    private final ColourSet shared;
    private final boolean holdsAll;
    /** Whether colours are lost anyway. */
    private final boolean reduces;

    private final double allowedError;
    private @Nullable PaletteReduction reduction;

    /**
     * The shared table of a sequence.
     *
     * @param maxColours of each frame, transparency included
     */
    AnimationPalettes(FrameSequence sequence, int maxColours, Deadline deadline) {
        this.maxColours = maxColours;
        this.deadline = deadline;
        int opaque = sequence.isAnimated() ? maxColours - 1 : maxColours;
        int[] all = allColours(sequence.frames(), opaque);
        this.holdsAll = all != null;
        this.reduces = sequence.isAnimated()
                && all == null
                && Palette.exact(OneBitAlpha.of(sequence.first(), deadline), maxColours, deadline) == null;
        double error = 0;
        if (all == null) {
            ColourHistogram histogram = new ColourHistogram(OneBitAlpha.of(sequence.first(), deadline), deadline);
            all = histogram.colours(opaque);
            error = histogram.error(all);
        }
        this.shared = ColourSet.of(sequence.isAnimated() ? withTransparency(all) : all);
        this.allowedError = Math.max(UNSEEN_LOSS, ALLOWED_LOSS * error);
    }

    /** All colours of all frames; null if they do not fit into one table. */
    private int @Nullable [] allColours(List<Frame> frames, int most) {
        ColourSet set = new ColourSet(most);
        for (Frame frame : frames) {
            int[] argb = frame.pixels().argb();
            for (int place = 0; place < argb.length; place++) {
                deadline.lookAt(place);
                if (set.add(OneBitAlpha.of(argb[place])) < 0) {
                    return null;
                }
            }
        }
        return set.colours();
    }

    private static int[] withTransparency(int... colours) {
        if (ColourSet.of(colours).number(0) >= 0) {
            return colours;
        }
        return Arrays.copyOf(colours, colours.length + 1);
    }

    /** The table that frames share. */
    int[] shared() {
        return shared.colours();
    }

    /** An image with the colours of the shared table; null if that does not serve it. */
    @Nullable
    Palette withShared(Pixels image) {
        Palette exact = Palette.exact(image, shared, deadline);
        if (exact != null || holdsAll) {
            return exact;
        }
        if (new ColourHistogram(image, deadline).error(shared.colours()) > allowedError) {
            return null;
        }
        if (reduction == null) {
            reduction = new PaletteReduction(shared.colours(), deadline);
        }
        return reduction.palette(image);
    }

    /** The colours of a palette that may stand for others: none if all colours of the animation are kept. */
    NearColours near(Palette palette) {
        return reduces ? NearColours.of(palette.colours()) : NearColours.NONE;
    }

    /** An image with colours of its own. */
    Palette own(Pixels image) {
        return Palette.of(image, maxColours, deadline);
    }

    /** An image with colours of its own if they are so few that a table of them may pay; else null. */
    @Nullable
    Palette fewer(Pixels image) {
        return shared.size() <= SMALL_TABLE ? null : Palette.exact(image, shared.size() / 2, deadline);
    }
}
