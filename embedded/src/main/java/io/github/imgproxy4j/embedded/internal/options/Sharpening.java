package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.KernelWeights;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * Strengthens details in the lightness of an image and leaves its colours alone.
 *
 * <p>The difference between a pixel's lightness (CIE L*, 0 to 100) and that of its surroundings is tripled, except the
 * first two units, which are noise; lightening stops at 10 units and darkening at 20, so that edges get no halos. These
 * are the defaults of the library behind imgproxy. Stateless.
 */
final class Sharpening {
    private static final double LARGEST_SIGMA = 10;
    private static final double LOWEST_WEIGHT = 0.1;
    private static final float NOISE = 2;
    private static final float STRENGTH = 3;
    private static final float MOST_LIGHTER = 10;
    private static final float MOST_DARKER = 20;
    private static final float[] LINEAR = linear();

    private Sharpening() {}

    /** The sharpened image. */
    static Pixels of(Pixels pixels, double sigma, Deadline deadline) throws ProcessingException, InterruptedException {
        float[] bell = Filters.bell(Math.min(sigma, LARGEST_SIGMA), LOWEST_WEIGHT);
        KernelWeights columns = KernelWeights.blurring(pixels.width(), bell);
        KernelWeights rows = KernelWeights.blurring(pixels.height(), bell);
        int width = pixels.width();
        float[][] lightness = new float[rows.longest()][width];
        float[][] blurredAcross = new float[rows.longest()][width];
        int[] sharp = new int[pixels.argb().length];
        int known = 0;
        for (int y = 0; y < pixels.height(); y++) {
            deadline.check();
            for (; known < Math.max(rows.end(y), y + 1); known++) {
                read(pixels, known, lightness[known % lightness.length], deadline);
                blur(lightness[known % lightness.length], columns, blurredAcross[known % lightness.length], deadline);
            }
            float[] own = lightness[y % lightness.length];
            for (int x = 0; x < width; x++) {
                deadline.lookAt(x);
                float surroundings = 0;
                for (int tap = 0; tap < rows.weights(y).length; tap++) {
                    surroundings += rows.weights(y)[tap] * blurredAcross[(rows.first(y) + tap) % lightness.length][x];
                }
                int index = y * width + x;
                sharp[index] = shifted(pixels.argb()[index], own[x], change(own[x] - surroundings));
            }
        }
        return new Pixels(width, pixels.height(), sharp, pixels.hasAlpha());
    }

    private static void read(Pixels pixels, int y, float[] lightness, Deadline deadline) {
        for (int x = 0; x < lightness.length; x++) {
            deadline.lookAt(x);
            lightness[x] = lightness(luminance(pixels.argb()[y * lightness.length + x]));
        }
    }

    private static void blur(float[] line, KernelWeights taps, float[] to, Deadline deadline) {
        for (int x = 0; x < line.length; x++) {
            deadline.lookAt(x);
            float sum = 0;
            float[] weights = taps.weights(x);
            for (int tap = 0; tap < weights.length; tap++) {
                sum += weights[tap] * line[taps.first(x) + tap];
            }
            to[x] = sum;
        }
    }

    private static float change(float difference) {
        if (Math.abs(difference) < NOISE) {
            return 0;
        }
        return difference > 0
                ? Math.min(MOST_LIGHTER, STRENGTH * (difference - NOISE))
                : Math.max(-MOST_DARKER, STRENGTH * (difference + NOISE));
    }

    /** The pixel with another lightness: all of its linear light grows alike, so its hue stays. */
    private static int shifted(int pixel, float lightness, float change) {
        if (change == 0) {
            return pixel;
        }
        float wanted = Math.max(0, Math.min(100, lightness + change));
        float before = luminance(pixel);
        float after = luminanceOf(wanted);
        float factor = before > 0 ? after / before : 0;
        float added = before > 0 ? 0 : after;
        return (pixel & 0xFF000000)
                | companded(LINEAR[pixel >> 16 & 0xFF] * factor + added) << 16
                | companded(LINEAR[pixel >> 8 & 0xFF] * factor + added) << 8
                | companded(LINEAR[pixel & 0xFF] * factor + added);
    }

    private static float luminance(int pixel) {
        return 0.2126f * LINEAR[pixel >> 16 & 0xFF]
                + 0.7152f * LINEAR[pixel >> 8 & 0xFF]
                + 0.0722f * LINEAR[pixel & 0xFF];
    }

    private static float lightness(float luminance) {
        return luminance > 0.008856f ? (float) (116 * Math.cbrt(luminance) - 16) : 903.3f * luminance;
    }

    private static float luminanceOf(float lightness) {
        float root = (lightness + 16) / 116;
        return lightness > 8 ? root * root * root : lightness / 903.3f;
    }

    private static float[] linear() {
        float[] linear = new float[256];
        for (int index = 0; index < linear.length; index++) {
            double sample = index / 255.0;
            linear[index] = (float) (sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4));
        }
        return linear;
    }

    private static int companded(float linear) {
        double sample = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.max(0, Math.min(1, sample)));
    }
}
