package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.AutoQuality;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.Quality;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * Encodes with the quality that a URL asks for, or looks for one by halving the range: at most eight encodes, however
 * the file behaves. For one image and one thread.
 */
final class QualitySearch {
    /** Below it a file is hardly smaller, and hardly an image. */
    private static final int LOWEST = 10;

    private final Attempt attempt;
    private final Deadline deadline;
    private int encodes;

    QualitySearch(Attempt attempt, Deadline deadline) {
        this.attempt = attempt;
        this.deadline = deadline;
    }

    /** Encodes a sequence in a format. */
    static byte[] encode(FrameSequence sequence, ImageFormat format, Quality quality, Output output, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Attempt attempt = tried -> Encoder.encode(sequence, format, tried, output, deadline);
        if (format != ImageFormat.JPEG && format != ImageFormat.WEBP) {
            return attempt.encode(quality.start());
        }
        QualitySearch search = new QualitySearch(attempt, deadline);
        return search.encode(sequence.first(), format, quality);
    }

    private byte[] encode(Pixels image, ImageFormat format, Quality quality)
            throws ProcessingException, InterruptedException {
        AutoQuality auto = quality.search();
        int start = quality.start();
        byte[] file = switch (auto.method()) {
            case NONE -> tryQuality(start);
            case SIZE -> largest(auto.minimum(), auto.maximum(), (long) auto.target());
            case DSSIM -> smallest(image, format, auto);
        };
        if (quality.maxBytes() == 0 || file.length <= quality.maxBytes()) {
            return file;
        }
        int best = auto.method() == AutoQuality.Method.NONE ? start - 1 : auto.maximum();
        return largest(Math.min(LOWEST, best), best, quality.maxBytes());
    }

    /** How many times a file was made. */
    int encodes() {
        return encodes;
    }

    /** The best quality whose file fits; if none does, the lowest. */
    byte[] largest(int minimum, int maximum, long maxBytes) throws ProcessingException, InterruptedException {
        int low = Math.max(1, minimum);
        int high = maximum;
        byte[] fitting = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] file = tryQuality(middle);
            if (file.length <= maxBytes) {
                fitting = file;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return fitting != null ? fitting : tryQuality(Math.max(1, minimum));
    }

    /** The lowest quality that stays near enough to the image; if none does, the highest. */
    private byte[] smallest(Pixels image, ImageFormat format, AutoQuality auto)
            throws ProcessingException, InterruptedException {
        int low = auto.minimum();
        int high = auto.maximum();
        byte[] near = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] file = tryQuality(middle);
            if (dissimilarity(image, format, file) <= auto.target() + auto.allowedError()) {
                near = file;
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return near != null ? near : tryQuality(auto.maximum());
    }

    private double dissimilarity(Pixels image, ImageFormat format, byte[] file)
            throws ProcessingException, InterruptedException {
        Area whole = Area.of(image.width(), image.height());
        ImageHeader header = HeaderReader.read(file);
        if (header.format() != format) {
            throw new IllegalStateException("encoded as " + header.format() + " instead of " + format);
        }
        return Dssim.between(image, new Decoder(file, header, deadline).shrunk(whole, 1, 1), deadline);
    }

    private byte[] tryQuality(int quality) throws ProcessingException, InterruptedException {
        deadline.check();
        encodes++;
        return attempt.encode(quality);
    }

    /** Makes a file with a quality. */
    @FunctionalInterface
    interface Attempt {
        byte[] encode(int quality) throws ProcessingException;
    }
}
