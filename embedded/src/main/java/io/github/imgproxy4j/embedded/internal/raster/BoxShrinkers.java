package io.github.imgproxy4j.embedded.internal.raster;

import java.util.List;

/**
 * Shrinks one image in several ways while its rows arrive once. Each result is what a {@link BoxShrinker} of its own
 * would make. One thread at a time.
 */
public final class BoxShrinkers {
    private final List<BoxShrinker> shrinkers;
    /** The columns that any of them wants. */
    private final int left;

    private final int right;
    private int[] packed = {};

    /**
     * Shrinkers of the same rows.
     *
     * @param imageHeight how many rows will come
     * @param wanted at least one way
     * @param alpha whether the pixels have any
     */
    public BoxShrinkers(int imageHeight, List<Shrink> wanted, boolean alpha) {
        this.shrinkers = wanted.stream()
                .map(shrink -> new BoxShrinker(
                        imageHeight, shrink.part(), shrink.horizontalFactor(), shrink.verticalFactor(), alpha))
                .toList();
        this.left =
                wanted.stream().mapToInt(shrink -> shrink.part().left()).min().orElse(0);
        this.right = wanted.stream()
                .mapToInt(shrink -> shrink.part().left() + shrink.part().width())
                .max()
                .orElse(0);
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

    /**
     * Takes the next row of an opaque image as bytes; gray when all offsets are the same. They are packed once for all,
     * which takes less time than any of them would take to add up bytes.
     */
    public void addRow(byte[] samples, int start, int pixelStride, int red, int green, int blue) {
        if (packed.length < right) {
            packed = new int[right];
        }
        int index = start + left * pixelStride;
        for (int x = left; x < right; x++) {
            packed[x] = (samples[index + red] & 0xFF) << 16
                    | (samples[index + green] & 0xFF) << 8
                    | (samples[index + blue] & 0xFF);
            index += pixelStride;
        }
        addRow(packed);
    }

    /** The small images, in the order in which they are wanted; to be asked for once. */
    public List<Pixels> shrunk() {
        return shrinkers.stream().map(BoxShrinker::shrunk).toList();
    }
}
