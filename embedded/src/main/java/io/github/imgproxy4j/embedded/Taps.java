package io.github.imgproxy4j.embedded;

/**
 * The weights with which the pixels of a line are mixed into the pixels of its resized twin.
 *
 * <p>Downwards the kernel is Lanczos with three lobes, stretched so that nothing finer than the new pixels survives;
 * upwards it is Catmull-Rom, which overshoots less. Beyond the ends the line goes on with its last pixel.
 */
final class Taps {
    private static final double LANCZOS_LOBES = 3;
    private static final double CATMULL_ROM_REACH = 2;

    private final int[] first;
    private final float[][] weights;

    private Taps(int count) {
        this.first = new int[count];
        this.weights = new float[count][];
    }

    /**
     * The weights for some neighbouring pixels of the resized line.
     *
     * @param length the pixels of the source line
     * @param extent the length of the picture on that line; less than {@code length} if its last pixel is a partial one
     * @param resizedLength the pixels of the whole resized line
     * @param start the first wanted pixel of the resized line
     * @param count how many are wanted
     */
    static Taps of(int length, double extent, int resizedLength, int start, int count) {
        Taps taps = new Taps(count);
        double shrink = extent / resizedLength;
        for (int index = 0; index < count; index++) {
            taps.compute(index, (start + index + 0.5) * shrink - 0.5, shrink, length);
        }
        return taps;
    }

    int count() {
        return first.length;
    }

    /** The first source pixel that a resized pixel is made of. */
    int first(int index) {
        return first[index];
    }

    /** The source pixel after the last one. */
    int end(int index) {
        return first[index] + weights[index].length;
    }

    /** One weight for each source pixel from {@link #first} on; they add up to one. */
    float[] weights(int index) {
        return weights[index];
    }

    /** The most source pixels that any resized pixel needs at once. */
    int longest() {
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
