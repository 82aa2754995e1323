package io.github.imgproxy4j.embedded.internal.raster;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;

/**
 * The weights with which the pixels of a line are mixed into the pixels of its resized twin.
 *
 * <p>Downwards the kernel is Lanczos with three lobes, stretched so that nothing finer than the new pixels survives;
 * upwards it is Catmull-Rom, which overshoots less. Beyond the ends the line goes on with its last pixel.
 */
public final class KernelWeights {
    private static final double LANCZOS_LOBES = 3;
    private static final double CATMULL_ROM_REACH = 2;
    private static final int TAPS_BETWEEN_LOOKS = 256;

    private final int[] first;
    private final float[][] weights;

    private KernelWeights(int count) {
        this.first = new int[count];
        this.weights = new float[count][];
    }

    /**
     * The weights for some neighbouring pixels of the resized line.
     *
     * @param length the pixels of the source line
     * @param extent the length of the image on that line; less than {@code length} if its last pixel is a partial one
     * @param resizedLength the pixels of the whole resized line
     * @param start the first wanted pixel of the resized line
     * @param count how many are wanted
     * @param deadline when to give up
     */
    static KernelWeights of(int length, double extent, int resizedLength, int start, int count, Deadline deadline) {
        KernelWeights taps = new KernelWeights(count);
        double shrink = extent / resizedLength;
        for (int index = 0; index < count; index++) {
            if (index % TAPS_BETWEEN_LOOKS == 0) {
                deadline.look();
            }
            taps.compute(index, (start + index + 0.5) * shrink - 0.5, shrink, length);
        }
        return taps;
    }

    /**
     * The weights that blur a line, each pixel being mixed with its neighbours.
     *
     * @param bell one half of the weights, from the middle to the far end
     */
    public static KernelWeights blurring(int length, float[] bell) {
        KernelWeights taps = new KernelWeights(length);
        float[] both = new float[2 * bell.length - 1];
        float sum = -bell[0];
        for (int index = 0; index < bell.length; index++) {
            sum += 2 * bell[index];
        }
        for (int index = 0; index < both.length; index++) {
            both[index] = bell[Math.abs(index - bell.length + 1)] / sum;
        }
        for (int index = 0; index < length; index++) {
            taps.center(index, both, length);
        }
        return taps;
    }

    /** Pixels far enough from the ends share one array. */
    private void center(int index, float[] both, int length) {
        int start = index - both.length / 2;
        int end = start + both.length;
        if (start >= 0 && end <= length) {
            first[index] = start;
            weights[index] = both;
            return;
        }
        first[index] = clamp(start, length);
        weights[index] = new float[clamp(end - 1, length) - first[index] + 1];
        for (int tap = 0; tap < both.length; tap++) {
            weights[index][clamp(start + tap, length) - first[index]] += both[tap];
        }
    }

    int count() {
        return first.length;
    }

    /** The first source pixel that a resized pixel is made of. */
    public int first(int index) {
        return first[index];
    }

    /** The source pixel after the last one. */
    public int end(int index) {
        return first[index] + weights[index].length;
    }

    /** One weight for each source pixel from {@link #first} on; they add up to one. */
    public float[] weights(int index) {
        return weights[index];
    }

    /** The most source pixels that any resized pixel needs at once. */
    public int longest() {
        int longest = 0;
        for (float[] some : weights) {
            longest = Math.max(longest, some.length);
        }
        return longest;
    }

    private void compute(int index, double center, double shrink, int length) {
        double stretch = Math.max(1, shrink);
        double reach = (shrink > 1 ? LANCZOS_LOBES : CATMULL_ROM_REACH) * stretch;
        int from = (int) Math.ceil(center - reach);
        int to = (int) Math.floor(center + reach);
        int firstInside = clamp(from, length);
        double[] raw = new double[clamp(to, length) - firstInside + 1];
        double sum = 0;
        for (int source = from; source <= to; source++) {
            double distance = (source - center) / stretch;
            double weight = shrink > 1 ? lanczos(distance) : catmullRom(Math.abs(distance));
            raw[clamp(source, length) - firstInside] += weight;
            sum += weight;
        }
        store(index, firstInside, raw, sum);
    }

    /** Leaves out the zeros at both ends, so that a line kept at its size costs one multiplication a pixel. */
    private void store(int index, int firstInside, double[] raw, double sum) {
        int begin = 0;
        int end = raw.length;
        while (begin < end - 1 && isNothing(raw[begin])) {
            begin++;
        }
        while (end > begin + 1 && isNothing(raw[end - 1])) {
            end--;
        }
        first[index] = firstInside + begin;
        weights[index] = new float[end - begin];
        for (int tap = begin; tap < end; tap++) {
            weights[index][tap - begin] = (float) (raw[tap] / sum);
        }
    }

    private static boolean isNothing(double weight) {
        return Math.abs(weight) < 1e-9;
    }

    private static int clamp(int index, int length) {
        return Math.max(0, Math.min(index, length - 1));
    }

    private static double lanczos(double distance) {
        if (distance == 0) {
            return 1;
        }
        if (Math.abs(distance) >= LANCZOS_LOBES) {
            return 0;
        }
        double angle = Math.PI * distance;
        return LANCZOS_LOBES * Math.sin(angle) * Math.sin(angle / LANCZOS_LOBES) / (angle * angle);
    }

    private static double catmullRom(double distance) {
        if (distance < 1) {
            return (1.5 * distance - 2.5) * distance * distance + 1;
        }
        return distance < 2 ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2 : 0;
    }
}
