package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for, with imgproxy's defaults where it is silent.
 *
 * <p>Written by {@link OptionReader} alone, which lets go of it when the path is read; from then on nobody changes it.
 */
final class ProcessingOptions {
    private static final int DEFAULT_QUALITY = 80;
    private static final int DEFAULT_WEBP_QUALITY = 79;

    ResizingType resizingType = ResizingType.FIT;
    int width;
    int height;
    int minWidth;
    int minHeight;
    double zoomWidth = 1;
    double zoomHeight = 1;
    double dpr = 1;
    boolean enlarge;
    Extension extend = Extension.NONE;
    Extension extendAspectRatio = Extension.NONE;
    Gravity gravity = Gravity.CENTER;
    Crop crop = Crop.NOTHING;
    Padding padding = Padding.NONE;
    boolean autoRotate = true;

    @Nullable
    Trim trim;

    int rotate;
    boolean flipLeftRight;
    boolean flipUpDown;

    @Nullable
    Rgb background;

    Filters filters = Filters.NONE;
    WatermarkPlace watermark = WatermarkPlace.NONE;

    @Nullable
    ImageFormat format;

    int quality;
    int maxBytes;
    AutoQuality autoQuality = AutoQuality.NONE;
    Output output = Output.PLAIN;
    boolean stripMetadata = true;
    boolean keepCopyright = true;
    boolean stripColourProfile = true;

    /** Sources of these are delivered as they are, if no other format is asked for. */
    final Set<ImageFormat> unprocessedFormats = EnumSet.noneOf(ImageFormat.class);

    boolean raw;

    /** What the path makes of the server's limits. */
    UnaryOperator<Limits> limits = UnaryOperator.identity();

    /** The longest side of the result; 0 or less: no limit. */
    int maxResultSide;

    final Map<ImageFormat, Integer> formatQualities = new EnumMap<>(ImageFormat.class);
    OptionalLong expires = OptionalLong.empty();
    String fileName = "";
    boolean attachment;

    /** Where a crop of the source lies. */
    Gravity cropGravity() {
        return crop.gravity() == null ? gravity : crop.gravity();
    }

    /** How to find the quality to encode with. */
    Quality qualityOf(ImageFormat target) {
        return new Quality(qualityFor(target), maxBytes, autoQuality);
    }

    /** The quality to encode with, 1 to 100. The general quality wins over the one for a format; 0 means unset. */
    int qualityFor(ImageFormat target) {
        if (quality > 0) {
            return quality;
        }
        int own = formatQualities.getOrDefault(target, 0);
        if (own > 0) {
            return own;
        }
        return target == ImageFormat.WEBP ? DEFAULT_WEBP_QUALITY : DEFAULT_QUALITY;
    }

    /** The seconds from now to the expiry of the URL, if that is set and still ahead. */
    OptionalInt secondsLeft(long nowEpochSecond) {
        if (expires.isEmpty() || expires.getAsLong() <= nowEpochSecond) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, expires.getAsLong() - nowEpochSecond));
    }

    /** Whether a source of a format is delivered as it is. */
    boolean leavesUnprocessed(ImageFormat source) {
        return unprocessedFormats.contains(source) && (format == null || format == source);
    }

    /** Whether transparent areas may come up that the source does not have. */
    boolean addsTransparency() {
        return padding.isPresent() || extend.wanted();
    }
}
