package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseDctTest {
    private static final int BLOCK = 64;
    private static final int LAST = 9;

    /** Blocks with few coefficients take a shorter way, to the same samples. */
    @ParameterizedTest
    @ValueSource(ints = {8, 4, 2})
    void zerosThatAreKnownToBeZerosMakeNoDifference(int side) {
        Random random = new Random(3);
        int[] steps = random.ints(BLOCK, 1, 30).toArray();
        for (int round = 0; round < 200; round++) {
            short[] block = new short[BLOCK];
            for (int number = 0; number <= LAST; number++) {
                block[InverseDct.PLACES[number]] = (short) (random.nextInt(41) - 20);
            }

            assertThat(samples(side, block, LAST, steps)).isEqualTo(samples(side, block, BLOCK - 1, steps));
        }
    }

    private static byte[] samples(int side, short[] block, int last, int... steps) {
        byte[] samples = new byte[side * side];
        InverseDct.samples(side, block, 0, last, steps, samples, 0, side, new InverseDct.Scratch());
        return samples;
    }
}
