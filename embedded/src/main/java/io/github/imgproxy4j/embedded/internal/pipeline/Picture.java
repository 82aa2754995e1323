package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.codec.PaletteReduction;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
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
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A processed raster image. Immutable. */
public final class Picture {
    /** What browsers of any age know, in imgproxy's order. */
    private static final List<ImageFormat> PREFERRED = List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);

    private final ImageHeader header;
    private final ImageFormat format;
    private final int width;
    private final int height;
    private final byte[] file;
    private final MemoryBudget.Claim claim;

    private Picture(
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
    public static Picture make(
            SourceBytes original,
            ProcessingOptions options,
            Limits limits,
            MemoryBudget memory,
            @Nullable Watermark watermark,
            Deadline deadline)
            throws ProcessingException, InterruptedException {
        byte[] source = original.bytes();
        ImageHeader header = HeaderReader.read(source);
        if (options.leavesUnprocessed(header.format())) {
            return unprocessed(original, header, limits);
        }
        int frames = Math.min(limits.maxFrames(), header.animation().frames().size());
        ImageFormat format = format(header, options, frames > 1);
        boolean moves = frames > 1 && format.canMove();
        checkSize(header, moves ? frames : 1, limits);
        Orientation orientation = (options.autoRotate ? header.orientation() : Orientation.UPRIGHT)
                .then(options.rotate, options.flipLeftRight, options.flipUpDown);
        ColourProfile kept = Retention.profile(header, options, format);
        FrameProcessor processor = new FrameProcessor(
                options, orientation, kept == null ? header.profile() : null, format, limits, watermark, deadline);
        if (!moves && options.trim == null) {
            processor.loading(ShrinkOnLoad.of(header.format()));
        }
        Output output = options.output.with(Retention.metadata(header, options), kept);
        Geometry geometry = processor.geometry(header.width(), header.height());
        long need = MemoryNeed.of(header, source.length, geometry, options.trim != null, moves ? frames : 1)
                + processor.watermarkNeed(geometry)
                + (format == ImageFormat.GIF || output.pngColours() > 0
                        ? PaletteReduction.memoryNeed(geometry.resultPixelCount())
                        : 0);
        try (MemoryBudget.Claim claim = memory.reserve(need, deadline)) {
            FrameSequence film = moves
                    ? film(new Decoder(source, header, deadline, limits.wholeOnly()), header, limits, processor)
                    : FrameSequence.still(processor.process(original(source, header, options, limits, deadline)));
            byte[] file = QualitySearch.encode(film, format, options.qualityOf(format), output, deadline);
            claim.shrink(file.length);
            return new Picture(
                    header, format, film.first().width(), film.first().height(), file, claim.passOn());
        }
    }

    /** The source as it is; nobody shall be sent a bomb through here either. */
    private static Picture unprocessed(SourceBytes source, ImageHeader header, Limits limits)
            throws ProcessingException {
        checkSize(header, 1, limits);
        return new Picture(
                header,
                header.format(),
                header.uprightWidth(),
                header.uprightHeight(),
                source.bytes(),
                source.passOnClaim());
    }

    /** Frames are counted together, unless there is a limit for each. */
    private static void checkSize(ImageHeader header, int frames, Limits limits) throws ProcessingException {
        boolean each = frames > 1 && limits.maxFramePixels() > 0;
        long pixels = header.pixelCount() * (each ? 1 : frames);
        long allowed = each ? limits.maxFramePixels() : limits.maxPixels();
        if (pixels > allowed) {
            throw ProcessingException.invalidImage("the source has " + header.width() + "x" + header.height()
                    + " pixels" + (frames > 1 ? " in " + frames + " frames" : "") + ", more than " + allowed);
        }
    }

    private static FrameSequence film(Decoder decoder, ImageHeader header, Limits limits, FrameProcessor processor)
            throws ProcessingException, InterruptedException {
        List<Frame> frames = new ArrayList<>();
        decoder.play(
                limits.maxFrames(),
                (picture, delayMillis) -> frames.add(new Frame(processor.process(picture), delayMillis)));
        return new FrameSequence(frames, header.animation().loops());
    }

    private static DecodableImage original(
            byte[] source, ImageHeader header, ProcessingOptions options, Limits limits, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Decoder decoder = new Decoder(source, header, deadline, limits.wholeOnly());
        if (options.trim == null) {
            return decoder;
        }
        Pixels whole = decoder.shrunk(Area.of(header.width(), header.height()), 1, 1);
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

    /** The requested format, else the source's own if browsers know it, else the first that holds all of it. */
    private static ImageFormat format(ImageHeader source, ProcessingOptions options, boolean animated)
            throws ProcessingException {
        if (options.format == ImageFormat.SVG) {
            throw ProcessingException.cannotWrite("only an SVG source can be delivered as SVG", null);
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
