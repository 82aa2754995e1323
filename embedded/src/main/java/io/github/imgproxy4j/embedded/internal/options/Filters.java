package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinker;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Resampler;
import java.util.Arrays;

/**
 * What happens to the pixels of a scaled image: blur, sharpen, pixelate, in this order.
 *
 * @param blur the standard deviation of a Gaussian in pixels; 0: none
 * @param sharpen the same, of the details that are strengthened
 * @param pixelate the side of a block in pixels; 0 and 1: none
 */
public record Filters(double blur, double sharpen, int pixelate) {
    static final Filters NONE = new Filters(0, 0, 0);

    /** Beyond this an image is blurred at a small size and enlarged again, which gives the same result to the eye. */
    private static final double LARGEST_DIRECT_BLUR = 16;

    /** The library behind imgproxy stops a Gaussian below a fifth of its height, and counts in twentieths. */
    private static final double LOWEST_BLUR_WEIGHT = 0.2;

    private static final double WEIGHT_STEPS = 20;
    private static final double FAINTEST_BLUR = 0.2;

    /** The filtered image; the same object if nothing is asked for. */
    public Pixels applied(Pixels pixels, Deadline deadline) throws ProcessingException, InterruptedException {
        Pixels filtered = pixels;
        if (blur >= FAINTEST_BLUR) {
            filtered = blurred(filtered, Math.min(blur, Math.max(pixels.width(), pixels.height())), deadline);
        }
        if (sharpen > 0) {
            filtered = Sharpening.of(filtered, sharpen, deadline);
        }
        return pixelate > 1 ? pixelated(filtered, deadline) : filtered;
    }

    private static Pixels blurred(Pixels pixels, double sigma, Deadline deadline)
            throws ProcessingException, InterruptedException {
        int factor = (int) Math.ceil(sigma / LARGEST_DIRECT_BLUR);
        factor = Math.min(BoxShrinker.MAX_FACTOR, Math.min(factor, Math.min(pixels.width(), pixels.height())));
        if (factor == 1) {
            return Resampler.blur(pixels, bell(sigma, LOWEST_BLUR_WEIGHT), deadline);
        }
        Pixels small = pixels.shrunk(Area.of(pixels.width(), pixels.height()), factor, factor);
        return Resampler.resize(
                Resampler.blur(small, bell(sigma / factor, LOWEST_BLUR_WEIGHT), deadline),
                (double) pixels.width() / factor,
                (double) pixels.height() / factor,
                pixels.width(),
                pixels.height(),
                Area.of(pixels.width(), pixels.height()),
                deadline);
    }

    /** One half of a Gaussian, from the middle to where it falls below a share of its height. */
    static float[] bell(double sigma, double lowestWeight) {
        int reach = (int) Math.ceil(sigma * Math.sqrt(-2 * Math.log(lowestWeight)));
        float[] bell = new float[Math.max(1, reach)];
        for (int index = 0; index < bell.length; index++) {
            bell[index] = (float) Math.rint(WEIGHT_STEPS * Math.exp(-index * index / (2 * sigma * sigma)));
        }
        return bell;
    }

    private Pixels pixelated(Pixels pixels, Deadline deadline) {
        int side = Math.min(pixelate, Math.max(pixels.width(), pixels.height()));
        int across = Math.min(side, pixels.width());
        int down = Math.min(side, pixels.height());
        int[] coarse = new int[pixels.argb().length];
        for (int top = 0; top < pixels.height(); top += side) {
            for (int left = 0; left < pixels.width(); left += side) {
                deadline.look();
                Area block = new Area(
                        left, top, Math.min(across, pixels.width() - left), Math.min(down, pixels.height() - top));
                fill(coarse, pixels, block);
            }
        }
        return new Pixels(pixels.width(), pixels.height(), coarse, pixels.hasAlpha());
    }

    private static void fill(int[] coarse, Pixels pixels, Area block) {
        int mean = mean(pixels, block);
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            int start = y * pixels.width() + block.left();
            Arrays.fill(coarse, start, start + block.width(), mean);
        }
    }

    private static int mean(Pixels pixels, Area block) {
        long cover = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            int start = y * pixels.width() + block.left();
            for (int x = start; x < start + block.width(); x++) {
                int pixel = pixels.argb()[x];
                int alpha = pixel >>> 24;
                cover += alpha;
                red += (long) alpha * (pixel >> 16 & 0xFF);
                green += (long) alpha * (pixel >> 8 & 0xFF);
                blue += (long) alpha * (pixel & 0xFF);
            }
        }
        if (cover == 0) {
            return 0;
        }
        long half = cover / 2;
        int alpha = (int) ((cover + block.pixelCount() / 2) / block.pixelCount());
        return alpha << 24
                | (int) ((red + half) / cover) << 16
                | (int) ((green + half) / cover) << 8
                | (int) ((blue + half) / cover);
    }
}
