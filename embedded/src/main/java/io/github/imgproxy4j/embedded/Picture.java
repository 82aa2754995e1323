package io.github.imgproxy4j.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A processed raster image. Immutable. */
final class Picture {
    /** What browsers of any age know, in imgproxy's order. */
    private static final List<ImageFormat> PREFERRED = List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);

    private final ImageHeader header;
    private final ImageFormat format;
    private final Pixels pixels;
    private final byte[] file;

    private Picture(ImageHeader header, ImageFormat format, Pixels pixels, byte[] file) {
        this.header = header;
        this.format = format;
        this.pixels = pixels;
        this.file = file;
    }

    /**
     * Processes a source.
     *
     * @param memory what the work is paid from
     * @param watermark the server's, or null if it has none
     * @throws Refusal if the source is no readable image, or it or the result is over a limit
     */
    static Picture make(
            byte[] source,
            ProcessingOptions options,
            Limits limits,
            MemoryBudget memory,
            @Nullable Watermark watermark,
            Deadline deadline)
            throws Refusal, InterruptedException {
        ImageHeader header = HeaderReader.read(source);
        int frames = Math.min(limits.maxFrames(), header.animation().frames().size());
        ImageFormat format = format(header, options, frames > 1);
        boolean moves = frames > 1 && format.canMove();
        if (header.pixelCount() * (moves ? frames : 1) > limits.maxPixels()) {
            throw Refusal.invalidImage("the source has " + header.width() + "x" + header.height()
                    + " pixels, more than " + limits.maxPixels() + (moves ? " in " + frames + " frames" : ""));
        }
        Orientation orientation = (options.autoRotate ? header.orientation() : Orientation.UPRIGHT)
                .then(options.rotate, options.flipLeftRight, options.flipUpDown);
        FrameProcessor processor =
                new FrameProcessor(options, orientation, header.profile(), format, limits, watermark, deadline);
        Geometry geometry = processor.geometry(header.width(), header.height());
        Runnable release = memory.reserve(
                MemoryNeed.of(header, source.length, geometry, options.trim != null, moves ? frames : 1), deadline);
        try {
            Film film = moves
                    ? film(new Decoder(source, header, deadline), header, limits, processor)
                    : Film.still(processor.process(original(source, header, options, deadline)));
            byte[] file = QualitySearch.encode(film, format, options.qualityOf(format), options.output, deadline);
            return new Picture(header, format, film.first(), file);
        } finally {
            release.run();
        }
    }

    private static Film film(Decoder decoder, ImageHeader header, Limits limits, FrameProcessor processor)
            throws Refusal, InterruptedException {
        List<Frame> frames = new ArrayList<>();
        decoder.play(
                limits.maxFrames(),
                (picture, delayMillis) -> frames.add(new Frame(processor.process(picture), delayMillis)));
        return new Film(frames, header.animation().loops());
    }

    private static Original original(byte[] source, ImageHeader header, ProcessingOptions options, Deadline deadline)
            throws Refusal, InterruptedException {
        Decoder decoder = new Decoder(source, header, deadline);
        if (options.trim == null) {
            return decoder;
        }
        Pixels whole = decoder.shrunk(Area.of(header.width(), header.height()), 1, 1);
        return whole.cut(options.trim.inside(whole, deadline));
    }

    ImageFormat format() {
        return format;
    }

    byte[] file() {
        return file;
    }

    int width() {
        return pixels.width();
    }

    int height() {
        return pixels.height();
    }

    int originWidth() {
        return header.uprightWidth();
    }

    int originHeight() {
        return header.uprightHeight();
    }

    /** The requested format, else the source's own if browsers know it, else the first that holds all of it. */
    private static ImageFormat format(ImageHeader source, ProcessingOptions options, boolean animated) throws Refusal {
        if (options.format == ImageFormat.SVG) {
            throw Refusal.cannotWrite("only an SVG source can be delivered as SVG", null);
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
