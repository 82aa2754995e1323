package io.github.imgproxy4j.embedded.internal.pipeline;

/**
 * What is shown in place of a source that cannot be had.
 *
 * @param image processed like the source would have been
 * @param status the HTTP status to show it with; 0: that of the failure
 * @param maxAgeSeconds how long clients may keep it; 0: as long as any image
 */
public record Fallback(ServerImage image, int status, int maxAgeSeconds) {}
