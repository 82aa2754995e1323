package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.options.Gravity;
import io.github.imgproxy4j.embedded.internal.options.Padding;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.options.ResizingType;
import io.github.imgproxy4j.embedded.internal.raster.Area;

/**
 * From a source's size and the options to the sizes of every step, by imgproxy's rules and in imgproxy's order of
 * rounding, so that results are pixel for pixel as large as its own.
 *
 * <p>All sizes are those of the upright image: orientation is already accounted for.
 *
 * @param crop the part of the source that is processed
 * @param scaledWidth the width of that part after scaling
 * @param scaledHeight its height
 * @param window the part of the scaled image that stays
 * @param canvasWidth the width of the result
 * @param canvasHeight the height of the result
 * @param canvasLeft where the window's left edge lies on the canvas
 * @param canvasTop where its upper edge lies
 * @param dpr how many pixels stand for one of CSS
 */
record Geometry(
        Area crop,
        int scaledWidth,
        int scaledHeight,
        Area window,
        int canvasWidth,
        int canvasHeight,
        int canvasLeft,
        int canvasTop,
        double dpr) {

    /** The sizes for an image of at least one pixel. */
    static Geometry of(int sourceWidth, int sourceHeight, ProcessingOptions options) {
        return of(sourceWidth, sourceHeight, options, Orientation.UPRIGHT, ShrinkOnLoad.NONE);
    }

    /**
     * The sizes for an image that is as large as this when it stands upright, and stored in an orientation.
     *
     * @param load how imgproxy would load it
     */
    static Geometry of(
            int sourceWidth, int sourceHeight, ProcessingOptions options, Orientation orientation, ShrinkOnLoad load) {
        Area crop = options.crop.of(sourceWidth, sourceHeight, options.gravity, orientation);
        return new Calculation(crop, options, orientation, load, sourceWidth, sourceHeight).geometry();
    }

    /** Whether the result is larger than the window, with room around it. */
    boolean hasMargins() {
        return canvasWidth != window.width() || canvasHeight != window.height();
    }

    long resultPixelCount() {
        return (long) canvasWidth * canvasHeight;
    }

    /** The intermediate numbers; a shrink is how many source pixels make one pixel. */
    private static final class Calculation {
        private final Area crop;
        private final int sourceWidth;
        private final int sourceHeight;
        private final ProcessingOptions options;
        private final Orientation orientation;
        private final ShrinkOnLoad load;
        private final int wholeWidth;
        private final int wholeHeight;
        private double horizontalShrink = 1;
        private double verticalShrink = 1;
        private double dpr;

        Calculation(
                Area crop,
                ProcessingOptions options,
                Orientation orientation,
                ShrinkOnLoad load,
                int wholeWidth,
                int wholeHeight) {
            this.orientation = orientation;
            this.load = load;
            this.wholeWidth = wholeWidth;
            this.wholeHeight = wholeHeight;
            this.crop = crop;
            this.sourceWidth = crop.width();
            this.sourceHeight = crop.height();
            this.options = options;
            this.dpr = options.dpr;
        }

        Geometry geometry() {
            shrinkToBox();
            horizontalShrink /= options.zoomWidth;
            verticalShrink /= options.zoomHeight;
            if (!options.enlarge) {
                limitToSource();
            }
            growToMinimum();
            horizontalShrink = Math.min(horizontalShrink / dpr, sourceWidth);
            verticalShrink = Math.min(verticalShrink / dpr, sourceHeight);
            return limited(layOut());
        }

        /** All of the result becomes smaller, its margins as well, if a side is longer than the path lets it be. */
        private Geometry limited(Geometry unlimited) {
            int longer = Math.max(unlimited.canvasWidth, unlimited.canvasHeight);
            if (options.maxResultSide <= 0 || longer <= options.maxResultSide) {
                return unlimited;
            }
            double factor = (double) options.maxResultSide / longer;
            horizontalShrink = Math.min(horizontalShrink / factor, sourceWidth);
            verticalShrink = Math.min(verticalShrink / factor, sourceHeight);
            dpr *= factor;
            return layOut();
        }

        private void shrinkToBox() {
            double boxWidth = options.width == 0 ? sourceWidth : options.width;
            double boxHeight = options.height == 0 ? sourceHeight : options.height;
            horizontalShrink = sourceWidth / boxWidth;
            verticalShrink = sourceHeight / boxHeight;
            if (horizontalShrink == 1 && verticalShrink == 1) {
                return;
            }
            ResizingType type = options.resizingType.decidedFor(sourceWidth, sourceHeight, boxWidth, boxHeight);
            if (type == ResizingType.FORCE) {
                return;
            }
            double common = commonShrink(type);
            horizontalShrink = common;
            verticalShrink = common;
        }

        private double commonShrink(ResizingType type) {
            if (options.width == 0) {
                return verticalShrink;
            }
            if (options.height == 0) {
                return horizontalShrink;
            }
            return type == ResizingType.FIT
                    ? Math.max(horizontalShrink, verticalShrink)
                    : Math.min(horizontalShrink, verticalShrink);
        }

        /** Nothing may grow: neither by the box nor by the pixel ratio. */
        private void limitToSource() {
            double smaller = Math.min(horizontalShrink, verticalShrink);
            if (smaller < 1) {
                horizontalShrink /= smaller;
                verticalShrink /= smaller;
                // A pixel ratio below one would take a source that is already too small even further from its box.
                // With extend the composition counts more, and it stays the same at every ratio.
                if (!options.extend.wanted()) {
                    dpr /= smaller;
                }
            }
            dpr = Math.min(dpr, Math.min(horizontalShrink, verticalShrink));
        }

        private void growToMinimum() {
            double widest = options.minWidth > 0 ? (double) sourceWidth / options.minWidth : Double.MAX_VALUE;
            if (widest < horizontalShrink) {
                verticalShrink /= horizontalShrink / widest;
                horizontalShrink = widest;
            }
            double highest = options.minHeight > 0 ? (double) sourceHeight / options.minHeight : Double.MAX_VALUE;
            if (highest < verticalShrink) {
                horizontalShrink /= verticalShrink / highest;
                verticalShrink = highest;
            }
        }

        private Geometry layOut() {
            double factor = load.factor(Math.min(
                    (double) wholeWidth / Math.max(1, scaled(wholeWidth, 1 / horizontalShrink)),
                    (double) wholeHeight / Math.max(1, scaled(wholeHeight, 1 / verticalShrink))));
            Area loadedCrop = factor == 1 ? crop : loadedCrop(factor);
            int scaledWidth = factor == 1
                    ? resized(sourceWidth, 1 / horizontalShrink)
                    : loaded(wholeWidth, loadedCrop.width(), 1 / horizontalShrink, factor);
            int scaledHeight = factor == 1
                    ? resized(sourceHeight, 1 / verticalShrink)
                    : loaded(wholeHeight, loadedCrop.height(), 1 / verticalShrink, factor);
            int targetWidth = scaled(options.width, dpr * options.zoomWidth);
            int targetHeight = scaled(options.height, dpr * options.zoomHeight);
            Area window = window(scaledWidth, scaledHeight, targetWidth, targetHeight);
            Canvas canvas = new Canvas(window.width(), window.height(), 0, 0);
            if (options.extend.wanted()) {
                canvas = canvas.extended(targetWidth, targetHeight, options.extend.gravity(), dpr);
            }
            if (options.extendAspectRatio.wanted() && targetWidth > 0 && targetHeight > 0) {
                canvas = atRatio(canvas, window, targetWidth, targetHeight);
            }
            canvas = canvas.padded(options.padding, dpr);
            return new Geometry(
                    factor == 1 ? crop : ofSource(loadedCrop, factor),
                    scaledWidth,
                    scaledHeight,
                    window,
                    canvas.width(),
                    canvas.height(),
                    canvas.left(),
                    canvas.top(),
                    dpr);
        }

        /** What is extended to the ratio is the window, whatever {@code extend} has put around it. */
        private Canvas atRatio(Canvas canvas, Area window, int targetWidth, int targetHeight) {
            double widthLack = (double) targetWidth / window.width();
            double heightLack = (double) targetHeight / window.height();
            int width = window.width();
            int height = window.height();
            if (heightLack > widthLack) {
                height = scaled(width, (double) targetHeight / targetWidth);
            } else if (widthLack > heightLack) {
                width = scaled(height, (double) targetWidth / targetHeight);
            }
            return canvas.extended(width, height, options.extendAspectRatio.gravity(), dpr);
        }

        private Area window(int scaledWidth, int scaledHeight, int targetWidth, int targetHeight) {
            int width = targetWidth;
            int height = targetHeight;
            if (options.resizingType == ResizingType.FILL_DOWN && !options.enlarge) {
                double widthLack = (double) targetWidth / scaledWidth;
                double heightLack = (double) targetHeight / scaledHeight;
                if (widthLack > heightLack && widthLack > 1) {
                    width = scaledWidth;
                    height = scaled(scaledWidth, (double) targetHeight / targetWidth);
                } else if (heightLack > widthLack && heightLack > 1) {
                    width = scaled(scaledHeight, (double) targetWidth / targetHeight);
                    height = scaledHeight;
                }
            }
            // A side that rounds down to nothing counts as not asked for, in imgproxy as well.
            width = width == 0 ? scaledWidth : Math.min(width, scaledWidth);
            height = height == 0 ? scaledHeight : Math.min(height, scaledHeight);
            Gravity.Position position = options.gravity.place(scaledWidth, scaledHeight, width, height, dpr);
            return new Area(position.left(), position.top(), width, height);
        }

        private Area loadedCrop(double factor) {
            return options.crop.ofShrunk(
                    load.side(wholeWidth, factor),
                    load.side(wholeHeight, factor),
                    wholeWidth,
                    wholeHeight,
                    options.gravity,
                    orientation);
        }

        /** What of the source a part of the smaller image shows. */
        private Area ofSource(Area loaded, double factor) {
            Span across = ofSource(loaded.left(), loaded.width(), wholeWidth, factor, orientation.mirrorsColumns());
            Span down = ofSource(loaded.top(), loaded.height(), wholeHeight, factor, orientation.mirrorsRows());
            return new Area(across.start, down.start, across.length, down.length);
        }

        /** What was cut off lies at the end of the line as it is stored. */
        private Span ofSource(int start, int length, int whole, double factor, boolean mirrored) {
            double pixel = load.pixel(whole, factor);
            double before = mirrored ? Math.max(0, whole - load.side(whole, factor) * pixel) : 0;
            int from = (int) Math.round(before + start * pixel);
            int to = (int) Math.min(whole, Math.round(before + (start + length) * pixel));
            return new Span(from, Math.max(1, to - from));
        }

        /** The length of a part of a side that is loaded shrunk, after it was scaled to where it would be without. */
        private int loaded(int whole, int part, double scale, double factor) {
            int shrunkWhole = load.side(whole, factor);
            double shrunkBy = (double) whole / shrunkWhole;
            double rest = scale * shrunkBy;
            return scaled(shrunkWhole, rest) == shrunkWhole ? part : Math.max(1, resized(part, rest));
        }

        /** The scaling library behind imgproxy divides where imgproxy multiplies; it shows where halves are rounded. */
        private static int resized(int length, double scale) {
            return scale < 1 ? saturated(Math.round(length / (1 / scale))) : scaled(length, scale);
        }

        private static int scaled(int length, double factor) {
            return saturated(Math.round(length * factor));
        }

        private static int roundedEven(double length) {
            return saturated(Math.round(Math.rint(length)));
        }

        /** Sizes beyond a billion pixels a side are refused later; until then they only must not wrap around. */
        private static int saturated(long length) {
            return (int) Math.min(length, 1 << 30);
        }
    }

    /** A part of a side. */
    private record Span(int start, int length) {}

    /** The room for the image as it grows, and where the image lies in it. */
    private record Canvas(int width, int height, int left, int top) {
        /** Larger, if it is smaller on any side; a side of 0 stays. */
        Canvas extended(int newWidth, int newHeight, Gravity gravity, double dpr) {
            if (newWidth <= width && newHeight <= height) {
                return this;
            }
            int across = newWidth > 0 ? newWidth : width;
            int down = newHeight > 0 ? newHeight : height;
            Gravity.Position position = gravity.place(across, down, width, height, dpr);
            return new Canvas(across, down, left + position.left(), top + position.top());
        }

        Canvas padded(Padding padding, double dpr) {
            int paddingLeft = Calculation.roundedEven(padding.left() * dpr);
            int paddingTop = Calculation.roundedEven(padding.top() * dpr);
            return new Canvas(
                    Math.addExact(width, paddingLeft + Calculation.roundedEven(padding.right() * dpr)),
                    Math.addExact(height, paddingTop + Calculation.roundedEven(padding.bottom() * dpr)),
                    left + paddingLeft,
                    top + paddingTop);
        }
    }
}
