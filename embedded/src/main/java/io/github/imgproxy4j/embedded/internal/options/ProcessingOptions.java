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
 * <p>Written by {@link OptionReader} alone, and not changed any more once the path is read.
 */
public final class ProcessingOptions {
    private static final int DEFAULT_QUALITY = 80;
    private static final int DEFAULT_WEBP_QUALITY = 79;

    public ResizingType resizingType = ResizingType.FIT;
    public int width;
    public int height;
    public int minWidth;
    public int minHeight;
    public double zoomWidth = 1;
    public double zoomHeight = 1;
    public double dpr = 1;
    public boolean enlarge;
    public Extend extend = Extend.NONE;
    public Extend extendAspectRatio = Extend.NONE;
    public Gravity gravity = Gravity.CENTER;
    public Crop crop = Crop.NOTHING;
    public Padding padding = Padding.NONE;
    public boolean autoRotate = true;

    @Nullable
    public Trim trim;

    public int rotate;
    public boolean flipLeftRight;
    public boolean flipUpDown;

    @Nullable
    public Rgb background;

    public Filters filters = Filters.NONE;
    public WatermarkPlace watermark = WatermarkPlace.NONE;

    @Nullable
    public ImageFormat format;

    int quality;
    int maxBytes;
    AutoQuality autoQuality = AutoQuality.NONE;
    public Output output = Output.PLAIN;
    public boolean stripMetadata = true;
    public boolean keepCopyright = true;
    public boolean stripColourProfile = true;

    /** Sources of these are delivered as they are, if no other format is asked for. */
    final Set<ImageFormat> unprocessedFormats = EnumSet.noneOf(ImageFormat.class);

    public boolean raw;

    /** What the path makes of the server's limits. */
    public UnaryOperator<Limits> limits = UnaryOperator.identity();

    /** The longest side of the result; 0 or less: no limit. */
    public int maxResultSide;

    final Map<ImageFormat, Integer> formatQualities = new EnumMap<>(ImageFormat.class);
    OptionalLong expires = OptionalLong.empty();
    public String fileName = "";
    public boolean attachment;

    /** Where a crop of the source lies. */
    public Gravity cropGravity() {
        return crop.gravity() == null ? gravity : crop.gravity();
    }

    /** How to find the quality to encode with. */
    public Quality qualityOf(ImageFormat target) {
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
    public OptionalInt secondsLeft(long nowEpochSecond) {
        if (expires.isEmpty() || expires.getAsLong() <= nowEpochSecond) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, expires.getAsLong() - nowEpochSecond));
    }

    /** Whether a source of a format is delivered as it is. */
    public boolean leavesUnprocessed(ImageFormat source) {
        return unprocessedFormats.contains(source) && (format == null || format == source);
    }

    /** Whether transparent areas may come up that the source does not have. */
    public boolean addsTransparency() {
        return padding.isPresent() || extend.wanted();
    }
}
