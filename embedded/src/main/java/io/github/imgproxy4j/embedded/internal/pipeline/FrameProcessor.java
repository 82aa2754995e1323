package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.options.SmartCrop;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinker;
import io.github.imgproxy4j.embedded.internal.raster.DecodableImage;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Resampler;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import org.jspecify.annotations.Nullable;

/**
 * Makes one finished frame of an original.
 *
 * <p>The order of the steps is imgproxy's: crop while decoding small, scale, stand upright, crop again, convert colours,
 * filter, extend, pad, flatten, mark. For one image and one thread.
 */
final class FrameProcessor {
    /** libvips, and so imgproxy, resizes to no longer side. */
    private static final int LONGEST_SIDE = 10_000_000;

    /** A side of a WebP image has 14 bits. */
    private static final int MAX_WEBP_SIDE = 16_383;

    /** How many pixels of a smart crop's shorter side are looked at. */
    private static final int SMART_CROP_SIDE = 64;

    /** Bytes of a pixel. */
    private static final long ARGB = 4;

    /** As it is stored, and upright. */
    private static final long TURNED_COPIES = 2;

    private final ProcessingOptions options;
    private final Orientation orientation;
    private final @Nullable ColourProfile profile;
    private final ImageFormat format;
    private final Limits limits;
    private final @Nullable Watermark watermark;
    private final Deadline deadline;
    private ShrinkOnLoad load = ShrinkOnLoad.NONE;

    /**
     * A processor.
     *
     * @param orientation how to turn the original upright, with all that the options ask for
     * @param profile the original's colour space, or null for sRGB
     * @param format of the result
     * @param watermark the server's, or null if it has none
     */
    FrameProcessor(
            ProcessingOptions options,
            Orientation orientation,
            @Nullable ColourProfile profile,
            ImageFormat format,
            Limits limits,
            @Nullable Watermark watermark,
            Deadline deadline) {
        this.options = options;
        this.orientation = orientation;
        this.profile = profile;
        this.format = format;
        this.limits = limits;
        this.watermark = watermark;
        this.deadline = deadline;
    }

    /** For a still source that imgproxy would load like this. */
    FrameProcessor loading(ShrinkOnLoad like) {
        load = like;
        return this;
    }

    /**
     * The finished frame.
     *
     * @throws ProcessingException if the original is broken, the result over a limit, or the time over
     */
    Pixels process(DecodableImage original) throws ProcessingException, InterruptedException {
        Geometry geometry = geometry(original.width(), original.height());
        Pixels finished = fitting(finished(scaled(original, geometry), geometry));
        deadline.check();
        if (watermark == null || options.watermark.opacity() == 0) {
            return finished;
        }
        return watermark.on(finished, options.watermark, geometry.dpr(), deadline);
    }

    /**
     * The sizes of every step for an original as large as this, as stored.
     *
     * @throws ProcessingException if the result is over a limit
     */
    Geometry geometry(int width, int height) throws ProcessingException {
        try {
            boolean swaps = orientation.swapsAxes();
            Geometry geometry = Geometry.of(swaps ? height : width, swaps ? width : height, options, orientation, load);
            if (Math.max(geometry.scaledWidth(), geometry.scaledHeight()) > LONGEST_SIDE) {
                throw ProcessingException.cannotWrite(
                        "the resized image would have more than " + LONGEST_SIDE + " pixels on a side", null);
            }
            if (geometry.resultPixelCount() <= limits.maxResultPixels()) {
                return geometry;
            }
        } catch (ArithmeticException overflow) {
            throw ProcessingException.cannotWrite("the result would have more than 2^31 pixels on a side", overflow);
        }
        throw ProcessingException.cannotWrite(
                "the result would have more than " + limits.maxResultPixels() + " pixels", null);
    }

    /** The memory that marking the image takes, in bytes. */
    long watermarkNeed(Geometry geometry) throws ProcessingException, InterruptedException {
        return watermark == null || options.watermark.opacity() == 0
                ? 0
                : watermark.memoryNeed(
                        geometry.canvasWidth(), geometry.canvasHeight(), options.watermark, geometry.dpr(), deadline);
    }

    /** The memory that finding what eyes go to takes beside the rest of the work, in bytes. */
    long smartNeed(int width, int height, Geometry geometry) {
        Area upright = orientation.swapsAxes() ? Area.of(height, width) : Area.of(width, height);
        long looked = 0;
        if (isSmart(geometry.crop(), upright)) {
            int factor = smartFactor(geometry.crop());
            looked += Area.of(width / factor + 1, height / factor + 1).pixelCount();
        }
        Area scaled = Area.of(geometry.scaledWidth(), geometry.scaledHeight());
        if (options.gravity.isSmart() && !geometry.window().hasSizeOf(scaled)) {
            looked += scaled.pixelCount();
        }
        return ARGB * TURNED_COPIES * looked;
    }

    private static int smartFactor(Area crop) {
        return Math.max(1, Math.min(BoxShrinker.MAX_FACTOR, Math.min(crop.width(), crop.height()) / SMART_CROP_SIDE));
    }

    private Area upright(DecodableImage original) {
        return orientation.swapsAxes()
                ? Area.of(original.height(), original.width())
                : Area.of(original.width(), original.height());
    }

    /** Whether it depends on the pixels which part of the original is wanted. */
    private boolean isSmart(Area crop, Area whole) {
        return options.cropGravity().isSmart() && !crop.hasSizeOf(whole);
    }

    /**
     * What of an original as large as this, as stored, is decoded; null if its pixels decide.
     *
     * @throws ProcessingException if the result is over a limit
     */
    @Nullable
    Shrink planned(int width, int height) throws ProcessingException {
        Geometry geometry = geometry(width, height);
        Area upright = orientation.swapsAxes() ? Area.of(height, width) : Area.of(width, height);
        return isSmart(geometry.crop(), upright) ? null : shrink(geometry.crop(), upright, geometry);
    }

    /** How a part of the upright original is decoded. */
    private Shrink shrink(Area crop, Area upright, Geometry geometry) {
        int width = orientation.swapsAxes() ? geometry.scaledHeight() : geometry.scaledWidth();
        int height = orientation.swapsAxes() ? geometry.scaledWidth() : geometry.scaledHeight();
        Area part = orientation.stored(crop, upright.width(), upright.height());
        int loaded = load.wholeFactor(Math.min((double) part.width() / width, (double) part.height() / height));
        int most = BoxShrinker.MAX_FACTOR / loaded;
        return new Shrink(
                part,
                loaded * boxFactor(part.width() / loaded, width, most),
                loaded * boxFactor(part.height() / loaded, height, most));
    }

    /** The wanted part of the scaled image, upright. */
    private Pixels scaled(DecodableImage original, Geometry geometry) throws ProcessingException, InterruptedException {
        int width = orientation.swapsAxes() ? geometry.scaledHeight() : geometry.scaledWidth();
        int height = orientation.swapsAxes() ? geometry.scaledWidth() : geometry.scaledHeight();
        Shrink shrink = shrink(crop(original, geometry), upright(original), geometry);
        Pixels decoded = original.shrunk(shrink.part(), shrink.horizontalFactor(), shrink.verticalFactor());
        Area scaled = Area.of(geometry.scaledWidth(), geometry.scaledHeight());
        boolean smart = options.gravity.isSmart() && !geometry.window().hasSizeOf(scaled);
        Area window = smart ? scaled : geometry.window();
        Pixels resized = Resampler.resize(
                decoded,
                (double) shrink.part().width() / shrink.horizontalFactor(),
                (double) shrink.part().height() / shrink.verticalFactor(),
                width,
                height,
                orientation.stored(window, scaled.width(), scaled.height()),
                deadline);
        Pixels upright = orientation.upright(resized, deadline);
        if (!smart) {
            return upright;
        }
        return upright.cut(SmartCrop.find(
                upright, geometry.window().width(), geometry.window().height(), deadline));
    }

    private Area crop(DecodableImage original, Geometry geometry) throws ProcessingException, InterruptedException {
        Area crop = geometry.crop();
        Area whole = upright(original);
        if (!isSmart(crop, whole)) {
            return crop;
        }
        int factor = smartFactor(crop);
        Pixels small = orientation.upright(
                original.shrunk(Area.of(original.width(), original.height()), factor, factor), deadline);
        Area found = SmartCrop.find(
                small,
                Math.min(small.width(), Math.max(1, crop.width() / factor)),
                Math.min(small.height(), Math.max(1, crop.height() / factor)),
                deadline);
        return new Area(
                Math.min(found.left() * factor, whole.width() - crop.width()),
                Math.min(found.top() * factor, whole.height() - crop.height()),
                crop.width(),
                crop.height());
    }

    /** Averaging whole blocks is quick and good as long as twice the target is left for the sharper kernel. */
    private static int boxFactor(int length, int target, int most) {
        return Math.max(1, Math.min(most, length / target / 2));
    }

    private Pixels finished(Pixels upright, Geometry geometry) throws ProcessingException, InterruptedException {
        Pixels converted = profile == null ? upright : profile.toSrgb(upright, deadline);
        Pixels pixels = options.filters.applied(converted, deadline);
        deadline.check();
        if (geometry.hasMargins()) {
            pixels = pixels.onCanvas(
                    geometry.canvasWidth(), geometry.canvasHeight(), geometry.canvasLeft(), geometry.canvasTop());
        }
        deadline.check();
        if (options.background != null) {
            return pixels.flattened(options.background);
        }
        return format.hasAlpha() ? pixels.withAlphaChecked() : pixels.flattened(Rgb.WHITE);
    }

    /** Shrinks what is too large for the format, as imgproxy does. */
    private Pixels fitting(Pixels pixels) throws ProcessingException, InterruptedException {
        int longer = Math.max(pixels.width(), pixels.height());
        if (format != ImageFormat.WEBP || longer <= MAX_WEBP_SIDE) {
            return pixels;
        }
        double factor = (double) MAX_WEBP_SIDE / longer;
        int width = Math.max(1, (int) Math.round(pixels.width() * factor));
        int height = Math.max(1, (int) Math.round(pixels.height() * factor));
        return Resampler.resize(
                pixels, pixels.width(), pixels.height(), width, height, Area.of(width, height), deadline);
    }
}
