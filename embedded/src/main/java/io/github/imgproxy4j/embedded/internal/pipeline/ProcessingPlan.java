package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a source's header and the options.
 *
 * @param frames of the result
 * @param profile that goes with the result, or null
 */
record ProcessingPlan(
        ImageFormat format, int frames, @Nullable ColourProfile profile, FrameProcessor processor) {
    /** What browsers of any age know, in imgproxy's order. */
    private static final List<ImageFormat> PREFERRED = List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);

    static ProcessingPlan of(
            ImageHeader header,
            ProcessingOptions options,
            Limits limits,
            @Nullable Watermark watermark,
            Deadline deadline)
            throws ProcessingException {
        int available = Math.min(limits.maxFrames(), header.animation().frames().size());
        ImageFormat format = resultFormat(header, options, available > 1);
        boolean animated = available > 1 && format.supportsAnimation();
        checkSize(header, animated ? available : 1, limits);
        Orientation orientation = (options.autoRotate ? header.orientation() : Orientation.UPRIGHT)
                .then(options.rotate, options.flipLeftRight, options.flipUpDown);
        ColourProfile kept = Retention.profile(header, options, format);
        FrameProcessor processor = new FrameProcessor(
                options, orientation, kept == null ? header.profile() : null, format, limits, watermark, deadline);
        if (!animated && options.trim == null) {
            processor.loading(ShrinkOnLoad.of(header.format()));
        }
        return new ProcessingPlan(format, animated ? available : 1, kept, processor);
    }

    boolean isAnimated() {
        return frames > 1;
    }

    /** Frames are counted together, unless there is a limit for each. */
    static void checkSize(ImageHeader header, int frames, Limits limits) throws ProcessingException {
        boolean each = frames > 1 && limits.maxFramePixels() > 0;
        long pixels = header.pixelCount() * (each ? 1 : frames);
        long allowed = each ? limits.maxFramePixels() : limits.maxPixels();
        if (pixels > allowed) {
            throw ProcessingException.invalidImage("the source has " + header.width() + "x" + header.height()
                    + " pixels" + (frames > 1 ? " in " + frames + " frames" : "") + ", more than " + allowed);
        }
    }

    /** The requested format, else the source's own if browsers know it, else the first that holds all of it. */
    private static ImageFormat resultFormat(ImageHeader source, ProcessingOptions options, boolean animated)
            throws ProcessingException {
        if (options.format == ImageFormat.SVG) {
            throw ProcessingException.cannotWrite("only an SVG source can be returned as SVG", null);
        }
        if (options.format != null) {
            return options.format;
        }
        if (PREFERRED.contains(source.format())) {
            return source.format();
        }
        if (animated) {
            return ImageFormat.GIF;
        }
        boolean transparent = options.background == null && (source.alpha() || options.addsTransparency());
        return transparent ? ImageFormat.PNG : ImageFormat.JPEG;
    }
}
