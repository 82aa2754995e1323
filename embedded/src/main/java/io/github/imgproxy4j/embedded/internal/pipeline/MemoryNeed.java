package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ImageHeader;

/**
 * How much memory the work on one image takes at most, from its header and the sizes it will have.
 *
 * <p>The sum of: the source twice, for what a decoder is given and what it reads; 32 times its XMP document, which is read as a tree; what its decoder holds; the decoded image, shrunk by whole factors, 4 bytes a pixel;
 * the result six times, 4 bytes a pixel, for the copies between the steps and what the encoder holds; 4 bytes for
 * each pixel of the frames of an animation; and the weights of the resampling, which are most of what a result takes
 * that is long and one pixel high.
 */
final class MemoryNeed {
    private static final int ARGB = 4;
    private static final int COPIES = 6;
    private static final int SOURCE_COPIES = 2;
    private static final long XMP_COPIES = 32;

    /** Upwards: an array of five weights, where it is and begins, and one sum for each channel. */
    private static final long BYTES_A_RESIZED_LINE = 64;

    /** Downwards: a pixel of the source has a part in six lines. */
    private static final long BYTES_A_SOURCE_LINE = 24;

    /** Twice the target at least, and less than three times, stays on each side. */
    private static final int SHRUNK_AREA = 9;

    private MemoryNeed() {}

    /**
     * Bytes.
     *
     * @param sourceBytes the length of the file
     * @param frames of the result
     */
    static long of(ImageHeader header, long sourceBytes, Geometry geometry, boolean trimmed, int frames) {
        long scaled = (long) geometry.scaledWidth() * geometry.scaledHeight();
        long shrunk = trimmed ? 2 * header.pixelCount() : Math.min(header.pixelCount(), SHRUNK_AREA * scaled);
        long result = Math.max(geometry.resultPixelCount(), geometry.window().pixelCount());
        long animation = frames > 1 ? frames * result + 3 * header.pixelCount() : 0;
        return SOURCE_COPIES * sourceBytes
                + weights(header, geometry)
                + XMP_COPIES * header.metadata().xmp().length()
                + header.decoderBytesPerPixel() * header.pixelCount()
                + ARGB * (shrunk + COPIES * result + animation);
    }

    private static long weights(ImageHeader header, Geometry geometry) {
        long resized = (long) geometry.window().width() + geometry.window().height();
        long source = (long) header.width() + header.height();
        return BYTES_A_RESIZED_LINE * resized + BYTES_A_SOURCE_LINE * source;
    }
}
