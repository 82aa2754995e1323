package io.github.imgproxy4j.embedded.internal.raster;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;

/** An image to be processed, as it is stored: decoded already, or decoded when a part of it is asked for. */
public interface DecodableImage {
    /** Pixels across. */
    int width();

    /** Pixels down. */
    int height();

    /**
     * A part of the image, smaller by whole factors.
     *
     * @param part within the image
     * @throws ProcessingException if the source is broken or the time is over
     */
    Pixels shrunk(Area part, int horizontalFactor, int verticalFactor) throws ProcessingException, InterruptedException;
}
