package io.github.imgproxy4j.embedded;

import java.time.Duration;

/**
 * How much one image may cost.
 *
 * @param maxPixels of the source, and of the result
 * @param timeout from the start of the work to the encoded result
 */
record Limits(long maxPixels, Duration timeout) {}
