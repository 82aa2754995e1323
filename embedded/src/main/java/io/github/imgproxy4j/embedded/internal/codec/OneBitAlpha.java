package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/** Pixels that are there or not, as GIF has them. Stateless. */
final class OneBitAlpha {
    private static final int HALF_OPAQUE = 128;

    private OneBitAlpha() {}

    static Pixels of(Pixels pixels, Deadline deadline) {
        if (!pixels.hasAlpha()) {
            return pixels;
        }
        int[] binary = new int[pixels.argb().length];
        for (int index = 0; index < binary.length; index++) {
            deadline.lookAt(index);
            binary[index] = of(pixels.argb()[index]);
        }
        return new Pixels(pixels.width(), pixels.height(), binary, true);
    }

    static int of(int pixel) {
        return pixel >>> 24 < HALF_OPAQUE ? 0 : 0xFF000000 | pixel;
    }
}
