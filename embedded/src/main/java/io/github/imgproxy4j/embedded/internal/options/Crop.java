package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import org.jspecify.annotations.Nullable;

/**
 * The part of the source that is processed.
 *
 * @param width pixels from 1 on, a fraction of the source below; 0: all of it
 * @param height the same down
 * @param gravity where it lies; null: where the option {@code gravity} says
 */
public record Crop(double width, double height, @Nullable Gravity gravity) {
    static final Crop NOTHING = new Crop(0, 0, null);

    /** The part of an upright source that is stored in an orientation. */
    public Area of(int sourceWidth, int sourceHeight, Gravity otherwise, Orientation orientation) {
        int across = length(width, sourceWidth);
        int down = length(height, sourceHeight);
        // The pixel ratio is a matter of the result.
        Gravity.Position position =
                (gravity == null ? otherwise : gravity).place(sourceWidth, sourceHeight, across, down, 1, orientation);
        return new Area(position.left(), position.top(), across, down);
    }

    /**
     * The same part when the source was loaded smaller, on the smaller image. imgproxy rounds there, and what it rounds to
     * covers more or less of the source.
     *
     * @param shrunkWidth of the smaller image; the source was {@code sourceWidth} wide
     * @param shrunkHeight its height; the source was {@code sourceHeight} high
     */
    public Area ofShrunk(
            int shrunkWidth,
            int shrunkHeight,
            int sourceWidth,
            int sourceHeight,
            Gravity otherwise,
            Orientation orientation) {
        double across = (double) sourceWidth / shrunkWidth;
        double down = (double) sourceHeight / shrunkHeight;
        int partWidth = shrunk(width, sourceWidth, across, shrunkWidth);
        int partHeight = shrunk(height, sourceHeight, down, shrunkHeight);
        Gravity.Position position = (gravity == null ? otherwise : gravity)
                .shrunk(across, down)
                .place(shrunkWidth, shrunkHeight, partWidth, partHeight, 1, orientation);
        return new Area(position.left(), position.top(), partWidth, partHeight);
    }

    private static int shrunk(double wanted, int whole, double factor, int shrunkWhole) {
        return wanted == 0
                ? shrunkWhole
                : (int) Math.min(Math.max(1, Math.round(pixels(wanted, whole) / factor)), shrunkWhole);
    }

    private static int length(double wanted, int whole) {
        if (wanted == 0) {
            return whole;
        }
        return (int) Math.min(pixels(wanted, whole), whole);
    }

    private static double pixels(double wanted, int whole) {
        return wanted >= 1 ? Math.floor(wanted) : Math.max(1, Math.round(whole * wanted));
    }
}
