package io.github.imgproxy4j.embedded.internal.limit;

import java.time.Duration;

/**
 * How much one image may cost, and whether it has to be whole.
 *
 * @param maxPixels of the source with all its frames
 * @param maxFramePixels of each frame of an animation, instead of all together; 0: {@code maxPixels} counts
 * @param maxResultPixels of each frame of the result
 * @param maxFrames of an animation; those after them are left out
 * @param maxBytes of the source's file
 * @param wholeOnly whether a source that ends early, or is damaged, is refused instead of shown as far as it goes
 * @param timeout from the start of the work to the encoded result
 */
public record Limits(
        long maxPixels,
        long maxFramePixels,
        long maxResultPixels,
        int maxFrames,
        long maxBytes,
        boolean wholeOnly,
        Duration timeout) {
    /** What fits into one array. */
    public static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

    /** The limits of a server. */
    public static Limits of(long maxPixels, int maxFrames, long maxBytes, Duration timeout) {
        return new Limits(maxPixels, 0, maxPixels, maxFrames, maxBytes, false, timeout);
    }

    /** The same with another limit for sources; what may be read may also be the result. */
    public Limits withMaxPixels(long pixels) {
        return new Limits(
                pixels, maxFramePixels, Math.max(pixels, maxResultPixels), maxFrames, maxBytes, wholeOnly, timeout);
    }

    public Limits withMaxFramePixels(long pixels) {
        return new Limits(maxPixels, pixels, maxResultPixels, maxFrames, maxBytes, wholeOnly, timeout);
    }

    public Limits withMaxFrames(int frames) {
        return new Limits(maxPixels, maxFramePixels, maxResultPixels, frames, maxBytes, wholeOnly, timeout);
    }

    /** The same with another limit for files; 0 or less: none but that of the JVM. */
    public Limits withMaxBytes(long bytes) {
        long effective = bytes <= 0 ? LARGEST_FILE : Math.min(bytes, LARGEST_FILE);
        return new Limits(maxPixels, maxFramePixels, maxResultPixels, maxFrames, effective, wholeOnly, timeout);
    }

    public Limits withWholeOnly(boolean whole) {
        return new Limits(maxPixels, maxFramePixels, maxResultPixels, maxFrames, maxBytes, whole, timeout);
    }
}
