package io.github.imgproxy4j.embedded;

/** A processed raster image. Immutable. */
final class Picture {
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
     * @throws Refusal if the source is no readable image, or it or the result is over a limit
     */
    static Picture make(byte[] source, ProcessingOptions options, Limits limits, Deadline deadline)
            throws Refusal, InterruptedException {
        ImageHeader header = HeaderReader.read(source);
        if (header.pixelCount() > limits.maxPixels()) {
            throw Refusal.invalidImage("the source has " + header.width() + "x" + header.height()
                    + " pixels, more than " + limits.maxPixels());
        }
        Orientation orientation = (options.autoRotate ? header.orientation() : Orientation.UPRIGHT)
                .then(options.rotate, options.flipLeftRight, options.flipUpDown);
        ImageFormat format = format(header, options);
        FrameProcessor processor = new FrameProcessor(options, orientation, header.profile(), format, limits, deadline);
        Pixels finished = processor.process(original(source, header, options, deadline));
        return new Picture(header, format, finished, Encoder.encode(finished, format, options.qualityFor(format)));
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

    /** The requested format, else the source's own if browsers know it, else the leanest that holds its alpha. */
    private static ImageFormat format(ImageHeader source, ProcessingOptions options) throws Refusal {
        if (options.format == ImageFormat.SVG) {
            throw Refusal.cannotWrite("only an SVG source can be delivered as SVG", null);
        }
        if (options.format != null) {
            return options.format;
        }
        if (source.format() == ImageFormat.JPEG || source.format() == ImageFormat.PNG) {
            return source.format();
        }
        boolean transparent = options.background == null && (source.alpha() || options.addsTransparency());
        return source.format() == ImageFormat.GIF || transparent ? ImageFormat.PNG : ImageFormat.JPEG;
    }
}
