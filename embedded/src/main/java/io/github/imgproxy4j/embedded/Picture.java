package io.github.imgproxy4j.embedded;

/**
 * A processed raster image.
 *
 * <p>The order of the steps is imgproxy's: crop while decoding small, scale, stand upright, crop again, convert colours, extend, pad,
 * flatten, encode.
 */
final class Picture {
    /** A side of a WebP image has 14 bits. */
    private static final int MAX_WEBP_SIDE = 16_383;

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
        ImageHeader stored = HeaderReader.read(source);
        if (stored.pixelCount() > limits.maxPixels()) {
            throw Refusal.invalidImage("the source has " + stored.width() + "x" + stored.height()
                    + " pixels, more than " + limits.maxPixels());
        }
        ImageHeader header = stored.oriented((options.autoRotate ? stored.orientation() : Orientation.UPRIGHT)
                .then(options.rotate, options.flipLeftRight, options.flipUpDown));
        Geometry geometry = geometry(header, options, limits);
        Pixels scaled = scaled(source, header, geometry, deadline);
        ImageFormat format = format(header.format(), options, scaled.hasAlpha());
        Pixels finished = fitting(finished(scaled, header, geometry, options, format), format, deadline);
        deadline.check();
        return new Picture(stored, format, finished, Encoder.encode(finished, format, options.qualityFor(format)));
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

    private static Geometry geometry(ImageHeader header, ProcessingOptions options, Limits limits) throws Refusal {
        try {
            Geometry geometry = Geometry.of(header.uprightWidth(), header.uprightHeight(), options);
            if (geometry.resultPixelCount() <= limits.maxPixels()) {
                return geometry;
            }
        } catch (ArithmeticException overflow) {
            throw Refusal.cannotWrite("the result would have more than 2^31 pixels on a side", overflow);
        }
        throw Refusal.cannotWrite("the result would have more than " + limits.maxPixels() + " pixels", null);
    }

    /** The wanted part of the scaled picture, as it is stored. */
    private static Pixels scaled(byte[] source, ImageHeader header, Geometry geometry, Deadline deadline)
            throws Refusal, InterruptedException {
        Orientation orientation = header.orientation();
        int width = orientation.swapsAxes() ? geometry.scaledHeight() : geometry.scaledWidth();
        int height = orientation.swapsAxes() ? geometry.scaledWidth() : geometry.scaledHeight();
        Area region = orientation.stored(geometry.crop(), header.uprightWidth(), header.uprightHeight());
        int horizontalFactor = boxFactor(region.width(), width);
        int verticalFactor = boxFactor(region.height(), height);
        Pixels decoded = new Decoder(source, header, deadline).decode(region, horizontalFactor, verticalFactor);
        Area window = orientation.stored(geometry.window(), geometry.scaledWidth(), geometry.scaledHeight());
        return Resampler.resize(
                decoded,
                (double) region.width() / horizontalFactor,
                (double) region.height() / verticalFactor,
                width,
                height,
                window,
                deadline);
    }

    /** Averaging whole blocks is quick and good as long as twice the target is left for the sharper kernel. */
    private static int boxFactor(int length, int target) {
        return Math.max(1, Math.min(BoxShrinker.MAX_FACTOR, length / target / 2));
    }

    private static Pixels finished(
            Pixels scaled, ImageHeader header, Geometry geometry, ProcessingOptions options, ImageFormat format) {
        Pixels pixels = header.orientation().upright(scaled);
        if (header.profile() != null) {
            pixels = header.profile().toSrgb(pixels);
        }
        if (geometry.hasMargins()) {
            pixels = pixels.onCanvas(
                    geometry.canvasWidth(), geometry.canvasHeight(), geometry.canvasLeft(), geometry.canvasTop());
        }
        if (options.background != null) {
            return pixels.flattened(options.background);
        }
        return format.hasAlpha() ? pixels.withAlphaChecked() : pixels.flattened(Rgb.WHITE);
    }

    /** Shrinks what is too large for WebP, as imgproxy does. */
    private static Pixels fitting(Pixels pixels, ImageFormat format, Deadline deadline)
            throws Refusal, InterruptedException {
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

    /** The requested format, else the source's own if browsers know it, else the leanest that holds its alpha. */
    private static ImageFormat format(ImageFormat source, ProcessingOptions options, boolean sourceHasAlpha)
            throws Refusal {
        if (options.format == ImageFormat.SVG) {
            throw Refusal.cannotWrite("only an SVG source can be delivered as SVG", null);
        }
        if (options.format != null) {
            return options.format;
        }
        if (source == ImageFormat.JPEG || source == ImageFormat.PNG) {
            return source;
        }
        boolean transparent = options.background == null && (sourceHasAlpha || options.addsTransparency());
        return source == ImageFormat.GIF || transparent ? ImageFormat.PNG : ImageFormat.JPEG;
    }
}
