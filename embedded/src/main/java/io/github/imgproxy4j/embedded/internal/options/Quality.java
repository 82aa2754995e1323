package io.github.imgproxy4j.embedded.internal.options;

/**
 * How a quality is found for a lossy format.
 *
 * @param start the quality to encode with, or the best where a search looks for less; 1 to 100
 * @param maxBytes what the file should fit into; 0: no limit
 * @param search how to look for less
 */
public record Quality(int start, int maxBytes, AutoQuality search) {
    public static Quality of(int quality) {
        return new Quality(quality, 0, AutoQuality.NONE);
    }
}
