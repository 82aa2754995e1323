package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.raster.Area;

/**
 * How one frame of an animation is put onto the canvas.
 *
 * @param area where it lies; it may stick out
 * @param delayMillis how long it is shown
 * @param blended whether transparent pixels let the canvas through, instead of replacing it
 * @param disposal what becomes of the canvas before the next frame
 * @param cleared the packed pixel that its area is cleared with, if it is
 * @param image its chunks in a WebP file; empty in others
 */
public record FrameHeader(
        Area area, int delayMillis, boolean blended, Disposal disposal, int cleared, ByteReader image) {

    /** What becomes of the canvas. */
    public enum Disposal {
        /** It stays. */
        KEEP,
        /** The frame's area is cleared. */
        CLEAR,
        /** It becomes what it was before the frame. */
        RESTORE
    }
}
