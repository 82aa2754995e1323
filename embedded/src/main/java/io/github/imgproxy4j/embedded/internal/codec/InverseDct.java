package io.github.imgproxy4j.embedded.internal.codec;

/**
 * Makes samples of the coefficients of a block: 8x8, or 4x4, 2x2 or one, each the mean of the samples that it stands for,
 * which takes much less time than making all of them. Stateless.
 *
 * <p>The 8x8 are computed as Loeffler, Ligtenberg and Moschytz wrote in 1989, in integers, rounded as the JDK's decoder
 * does it. The mean of two neighbours of eight is a sum of four cosines, in which the coefficients 5, 6 and 7 count for 3, 2
 * and 1, and that of four a sum of two.
 */
final class InverseDct {
    /** Where in its row-by-row block a coefficient goes that has a number in the file. */
    static final int[] PLACES = places();

    private static final int SIDE = 8;
    /** How many coefficients the first four diagonals have; those behind them count for nothing in most blocks. */
    private static final int FOUR_DIAGONALS = 10;

    /** Of the fractions in the first pass of the exact transform. */
    private static final int FRACTION_BITS = 13;

    private static final int PASS_BITS = 2;

    private static final float COSINE_2 = cosine(2);
    private static final float COSINE_6 = cosine(6);
    private static final float[] HALVES = halves();
    private static final float[] QUARTERS = {
        cosine(2) * cosine(1), -cosine(6) * cosine(3), cosine(6) * cosine(5), -cosine(2) * cosine(7)
    };

    private InverseDct() {}

    private static int[] places() {
        int[] places = new int[64];
        int number = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int step = Math.max(0, diagonal - 7); step <= Math.min(7, diagonal); step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                places[number++] = row * 8 + diagonal - row;
            }
        }
        return places;
    }

    private static float cosine(int sixteenths) {
        return (float) Math.cos(sixteenths * Math.PI / 16);
    }

    /** For the outer and the inner two of four samples, the parts of the coefficients 1, 3, 5 and 7. */
    private static float[] halves() {
        float root = (float) Math.sqrt(2);
        float outer = root * cosine(2);
        float inner = root * cosine(6);
        return new float[] {
            outer * cosine(1), inner * cosine(3), -inner * cosine(5), -outer * cosine(7),
            inner * cosine(1), -outer * cosine(3), outer * cosine(5), -inner * cosine(7)
        };
    }

    /** Working memory for one block. */
    static final class Scratch {
        private final int[] whole = new int[64];
        private final float[] means = new float[32];
    }

    /**
     * Makes the samples of a block.
     *
     * @param side 8, 4, 2 or 1
     * @param last the number of the last coefficient that is not zero
     * @param at of the first sample
     */
    static void samples(
            int side, short[] block, int start, int last, int[] steps, byte[] to, int at, int stride, Scratch scratch) {
        if (last == 0 || side == 1) {
            flat(side, sample(((block[start] * steps[0] + 4) >> 3) + 128), to, at, stride);
        } else if (side == SIDE) {
            whole(block, start, steps, to, at, stride, scratch.whole);
        } else if (side == 4 && last < FOUR_DIAGONALS) {
            halvedFew(block, start, steps, to, at, stride, scratch.means);
        } else if (side == 4) {
            halved(block, start, steps, to, at, stride, scratch.means);
        } else if (last < FOUR_DIAGONALS) {
            quarteredFew(block, start, steps, to, at, stride);
        } else {
            quartered(block, start, steps, to, at, stride, scratch.means);
        }
    }

    private static void flat(int side, byte sample, byte[] to, int at, int stride) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                to[at + y * stride + x] = sample;
            }
        }
    }

    private static byte sample(int value) {
        return (byte) (value < 0 ? 0 : Math.min(value, 255));
    }

    private static byte sample(float value) {
        return sample((int) (value + 128.5f));
    }

    /** Of a block whose last coefficients are zero, only the first four of its first four columns. */
    private static void halvedFew(
            short[] block, int start, int[] steps, byte[] to, int at, int stride, float[] columns) {
        for (int x = 0; x < SIDE / 2; x++) {
            float zero = block[start + x] * steps[x];
            float one = block[start + x + 8] * steps[x + 8];
            float three = block[start + x + 24] * steps[x + 24];
            float even = COSINE_2 * (block[start + x + 16] * steps[x + 16]);
            float outer = HALVES[0] * one + HALVES[1] * three;
            float inner = HALVES[4] * one + HALVES[5] * three;
            columns[x] = zero + even + outer;
            columns[x + 8] = zero - even + inner;
            columns[x + 16] = zero - even - inner;
            columns[x + 24] = zero + even - outer;
        }
        for (int y = 0; y < 4; y++) {
            int row = y * SIDE;
            float zero = columns[row];
            float even = COSINE_2 * columns[row + 2];
            float outer = HALVES[0] * columns[row + 1] + HALVES[1] * columns[row + 3];
            float inner = HALVES[4] * columns[row + 1] + HALVES[5] * columns[row + 3];
            int place = at + y * stride;
            to[place] = sample((zero + even + outer) / 8);
            to[place + 1] = sample((zero - even + inner) / 8);
            to[place + 2] = sample((zero - even - inner) / 8);
            to[place + 3] = sample((zero + even - outer) / 8);
        }
    }

    private static void halved(short[] block, int start, int[] steps, byte[] to, int at, int stride, float[] columns) {
        for (int x = 0; x < SIDE; x++) {
            if (x != 4) {
                halvedColumn(block, start + x, steps, x, columns);
            }
        }
        for (int y = 0; y < 4; y++) {
            int row = y * SIDE;
            float even = COSINE_2 * columns[row + 2] - COSINE_6 * columns[row + 6];
            float one = columns[row + 1];
            float three = columns[row + 3];
            float five = columns[row + 5];
            float seven = columns[row + 7];
            float outer = HALVES[0] * one + HALVES[1] * three + HALVES[2] * five + HALVES[3] * seven;
            float inner = HALVES[4] * one + HALVES[5] * three + HALVES[6] * five + HALVES[7] * seven;
            int place = at + y * stride;
            to[place] = sample((columns[row] + even + outer) / 8);
            to[place + 1] = sample((columns[row] - even + inner) / 8);
            to[place + 2] = sample((columns[row] - even - inner) / 8);
            to[place + 3] = sample((columns[row] + even - outer) / 8);
        }
    }

    private static void halvedColumn(short[] block, int start, int[] steps, int x, float[] columns) {
        float zero = block[start] * steps[x];
        float two = block[start + 16] * steps[x + 16];
        float six = block[start + 48] * steps[x + 48];
        float one = block[start + 8] * steps[x + 8];
        float three = block[start + 24] * steps[x + 24];
        float five = block[start + 40] * steps[x + 40];
        float seven = block[start + 56] * steps[x + 56];
        float even = COSINE_2 * two - COSINE_6 * six;
        float outer = HALVES[0] * one + HALVES[1] * three + HALVES[2] * five + HALVES[3] * seven;
        float inner = HALVES[4] * one + HALVES[5] * three + HALVES[6] * five + HALVES[7] * seven;
        columns[x] = zero + even + outer;
        columns[x + 8] = zero - even + inner;
        columns[x + 16] = zero - even - inner;
        columns[x + 24] = zero + even - outer;
    }

    private static void quartered(
            short[] block, int start, int[] steps, byte[] to, int at, int stride, float[] columns) {
        for (int x = 0; x < SIDE; x = x == 0 ? 1 : x + 2) {
            float zero = block[start + x] * steps[x];
            float odd = QUARTERS[0] * block[start + x + 8] * steps[x + 8]
                    + QUARTERS[1] * block[start + x + 24] * steps[x + 24]
                    + QUARTERS[2] * block[start + x + 40] * steps[x + 40]
                    + QUARTERS[3] * block[start + x + 56] * steps[x + 56];
            columns[x] = zero + odd;
            columns[x + SIDE] = zero - odd;
        }
        for (int y = 0; y < 2; y++) {
            int row = y * SIDE;
            float odd = QUARTERS[0] * columns[row + 1]
                    + QUARTERS[1] * columns[row + 3]
                    + QUARTERS[2] * columns[row + 5]
                    + QUARTERS[3] * columns[row + 7];
            to[at + y * stride] = sample((columns[row] + odd) / 8);
            to[at + y * stride + 1] = sample((columns[row] - odd) / 8);
        }
    }

    /** The same of a block whose last coefficients are zero. */
    private static void quarteredFew(short[] block, int start, int[] steps, byte[] to, int at, int stride) {
        float left = block[start] * steps[0];
        float leftOdd = QUARTERS[0] * block[start + 8] * steps[8] + QUARTERS[1] * block[start + 24] * steps[24];
        float second = block[start + 1] * steps[1];
        float secondOdd = QUARTERS[0] * block[start + 9] * steps[9];
        float fourth = QUARTERS[1] * (block[start + 3] * steps[3]);
        float upper = QUARTERS[0] * (second + secondOdd) + fourth;
        float lower = QUARTERS[0] * (second - secondOdd) + fourth;
        to[at] = sample((left + leftOdd + upper) / 8);
        to[at + 1] = sample((left + leftOdd - upper) / 8);
        to[at + stride] = sample((left - leftOdd + lower) / 8);
        to[at + stride + 1] = sample((left - leftOdd - lower) / 8);
    }

    private static void whole(short[] block, int start, int[] steps, byte[] to, int at, int stride, int[] scratch) {
        for (int x = 0; x < SIDE; x++) {
            int from = start + x;
            if ((block[from + 8]
                            | block[from + 16]
                            | block[from + 24]
                            | block[from + 32]
                            | block[from + 40]
                            | block[from + 48]
                            | block[from + 56])
                    == 0) {
                int all = (block[from] * steps[x]) << PASS_BITS;
                for (int y = 0; y < 64; y += SIDE) {
                    scratch[x + y] = all;
                }
            } else {
                for (int y = 0; y < 64; y += SIDE) {
                    scratch[x + y] = block[from + y] * steps[x + y];
                }
                transform(scratch, x, SIDE, FRACTION_BITS - PASS_BITS);
            }
        }
        for (int y = 0; y < SIDE; y++) {
            transform(scratch, y * SIDE, 1, FRACTION_BITS + PASS_BITS + 3);
            for (int x = 0; x < SIDE; x++) {
                to[at + y * stride + x] = sample(scratch[y * SIDE + x] + 128);
            }
        }
    }

    /** Turns eight coefficients into eight sums of cosines, in their place. */
    private static void transform(int[] line, int at, int step, int shift) {
        int two = line[at + 2 * step];
        int six = line[at + 6 * step];
        int turned = (two + six) * 4433;
        int low = turned - six * 15137;
        int high = turned + two * 6270;
        int sum = (line[at] + line[at + 4 * step]) << FRACTION_BITS;
        int difference = (line[at] - line[at + 4 * step]) << FRACTION_BITS;
        int round = 1 << (shift - 1);
        int even0 = sum + high + round;
        int even3 = sum - high + round;
        int even1 = difference + low + round;
        int even2 = difference - low + round;

        int seven = line[at + 7 * step];
        int five = line[at + 5 * step];
        int three = line[at + 3 * step];
        int one = line[at + step];
        int all = (seven + three + five + one) * 9633;
        int ends = (seven + one) * -7373;
        int middle = (five + three) * -20995;
        int sevenThree = (seven + three) * -16069 + all;
        int fiveOne = (five + one) * -3196 + all;
        int odd0 = seven * 2446 + ends + sevenThree;
        int odd1 = five * 16819 + middle + fiveOne;
        int odd2 = three * 25172 + middle + sevenThree;
        int odd3 = one * 12299 + ends + fiveOne;

        line[at] = (even0 + odd3) >> shift;
        line[at + 7 * step] = (even0 - odd3) >> shift;
        line[at + step] = (even1 + odd2) >> shift;
        line[at + 6 * step] = (even1 - odd2) >> shift;
        line[at + 2 * step] = (even2 + odd1) >> shift;
        line[at + 5 * step] = (even2 - odd1) >> shift;
        line[at + 3 * step] = (even3 + odd0) >> shift;
        line[at + 4 * step] = (even3 - odd0) >> shift;
    }
}
