package io.github.imgproxy4j.embedded.internal.raster;

import java.util.List;

/**
 * Shrinks one picture in several ways while its rows arrive once. Each result is what a {@link BoxShrinker} of its own
 * would make. One thread at a time.
 */
public final class BoxShrinkers {
    private final List<BoxShrinker> shrinkers;

    /**
     * Shrinkers of the same rows.
     *
     * @param pictureHeight how many rows will come
     * @param wanted at least one way
     * @param alpha whether the pixels have any
     */
    public BoxShrinkers(int pictureHeight, List<Shrink> wanted, boolean alpha) {
        this.shrinkers = wanted.stream()
                .map(shrink -> new BoxShrinker(
                        pictureHeight, shrink.part(), shrink.horizontalFactor(), shrink.verticalFactor(), alpha))
                .toList();
    }

    public int rowsSeen() {
        return shrinkers.get(0).rowsSeen();
    }

    public boolean isComplete() {
        return shrinkers.get(0).isComplete();
    }

    /** As {@link BoxShrinker#restart()}. */
    public void restart() {
        shrinkers.forEach(BoxShrinker::restart);
    }

    /** As {@link BoxShrinker#addRow(int[])}. */
    public void addRow(int[] argb) {
        for (BoxShrinker shrinker : shrinkers) {
            shrinker.addRow(argb);
        }
    }

    /** As {@link BoxShrinker#addRow(byte[], int, int, int, int, int)}. */
    public void addRow(byte[] samples, int start, int pixelStride, int red, int green, int blue) {
        for (BoxShrinker shrinker : shrinkers) {
            shrinker.addRow(samples, start, pixelStride, red, green, blue);
        }
    }

    /** The small pictures, in the order in which they are wanted; to be asked for once. */
    public List<Pixels> shrunk() {
        return shrinkers.stream().map(BoxShrinker::shrunk).toList();
    }
}
