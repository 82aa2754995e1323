package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.codec.PaletteReduction;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.DecodableImage;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A processed raster image. Immutable. */
public final class RasterImage {
    private final ImageHeader header;
    private final ImageFormat format;
    private final int width;
    private final int height;
    private final byte[] file;
    private final MemoryBudget.Claim claim;

    private RasterImage(
            ImageHeader header, ImageFormat format, int width, int height, byte[] file, MemoryBudget.Claim claim) {
        this.header = header;
        this.format = format;
        this.width = width;
        this.height = height;
        this.file = file;
        this.claim = claim;
    }

    /**
     * Processes a source.
     *
     * @param memory what the work is paid from
     * @param watermark the server's, or null if it has none
     * @throws ProcessingException if the source is no readable image, or it or the result is over a limit
     */
    public static RasterImage make(
            RasterSource image,
            ProcessingOptions options,
            Limits limits,
            MemoryBudget memory,
            @Nullable Watermark watermark,
            Deadline deadline)
            throws ProcessingException, InterruptedException {
        SourceBytes original = image.bytes();
        byte[] source = original.bytes();
        ImageHeader header = HeaderReader.read(source);
        if (options.leavesUnprocessed(header.format())) {
            return unprocessed(original, header, limits);
        }
        ProcessingPlan plan = ProcessingPlan.of(header, options, limits, watermark, deadline);
        FrameProcessor processor = plan.processor();
        ImageFormat format = plan.format();
        boolean animated = plan.isAnimated();
        ColourProfile kept = plan.profile();
        int frames = plan.frames();
        Output output = options.output.from(header.paletteBits()).with(Retention.metadata(header, options), kept);
        Geometry geometry = processor.geometry(header.width(), header.height());
        long need = MemoryNeed.of(header, source.length, geometry, options.trim != null, frames)
                + processor.smartNeed(header.width(), header.height(), geometry)
                + processor.watermarkNeed(geometry)
                + (format == ImageFormat.GIF || output.coloursOfPng() > 0
                        ? PaletteReduction.memoryNeed(geometry.resultPixelCount())
                        : 0);
        try (MemoryBudget.Claim claim = memory.reserve(need, deadline)) {
            FrameSequence sequence = animated
                    ? sequence(new Decoder(source, header, deadline, limits.wholeOnly()), header, limits, processor)
                    : FrameSequence.still(processor.process(original(image, header, options, limits, deadline)));
            byte[] file = QualitySearch.encode(sequence, format, options.qualityOf(format), output, deadline);
            claim.shrink(file.length);
            return new RasterImage(
                    header, format, sequence.first().width(), sequence.first().height(), file, claim.passOn());
        }
    }

    /**
     * What of a source's pixels is decoded to process it; null if none is, or not at once, or it is refused.
     *
     * @param header of the source
     */
    public static @Nullable Shrink planned(ImageHeader header, ProcessingOptions options, Limits limits) {
        if (options.leavesUnprocessed(header.format())) {
            return null;
        }
        try {
            ProcessingPlan plan = ProcessingPlan.of(header, options, limits, null, Deadline.never());
            if (plan.isAnimated()) {
                return null;
            }
            return options.trim == null
                    ? plan.processor().planned(header.width(), header.height())
                    : Shrink.none(header.width(), header.height());
        } catch (ProcessingException refused) {
            return null;
        }
    }

    /** The source unchanged; the limits apply here, too, so that clients receive no decompression bombs. */
    private static RasterImage unprocessed(SourceBytes source, ImageHeader header, Limits limits)
            throws ProcessingException {
        ProcessingPlan.checkSize(header, 1, limits);
        return new RasterImage(
                header,
                header.format(),
                header.uprightWidth(),
                header.uprightHeight(),
                source.bytes(),
                source.passOnClaim());
    }

    private static FrameSequence sequence(Decoder decoder, ImageHeader header, Limits limits, FrameProcessor processor)
            throws ProcessingException, InterruptedException {
        List<Frame> frames = new ArrayList<>();
        decoder.decodeFrames(
                limits.maxFrames(),
                (image, delayMillis) -> frames.add(new Frame(processor.process(image), delayMillis)));
        return new FrameSequence(frames, header.animation().loops());
    }

    private static DecodableImage original(
            RasterSource image, ImageHeader header, ProcessingOptions options, Limits limits, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Decoder decoder = new Decoder(image.bytes().bytes(), header, deadline, limits.wholeOnly());
        DecodableImage still = image.still(decoder, header, deadline);
        if (options.trim == null) {
            return still;
        }
        Pixels whole = still.shrunk(Area.of(header.width(), header.height()), 1, 1);
        return whole.cut(options.trim.inside(whole, deadline));
    }

    public ImageFormat format() {
        return format;
    }

    public byte[] file() {
        return file;
    }

    /** What the file is paid with. */
    public MemoryBudget.Claim passOnClaim() {
        return claim.passOn();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int originWidth() {
        return header.uprightWidth();
    }

    public int originHeight() {
        return header.uprightHeight();
    }
}
