package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final List<Double> LOW = List.of(1.0, 2.0, 3.0, 4.0, 5.0);
    private static final List<Double> HIGH = List.of(6.0, 7.0, 8.0, 9.0, 10.0);

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
        assertThat(Numbers.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void percentilesAreInterpolated() {
        assertThat(Numbers.percentile(LOW, 0)).isEqualTo(1);
        assertThat(Numbers.percentile(LOW, 90)).isCloseTo(4.6, within(1e-9));
        assertThat(Numbers.percentile(LOW, 100)).isEqualTo(5);
    }

    @Test
    void ratiosAreOfTheSameRound() {
        assertThat(Numbers.ratios(List.of(1.0, 6.0), List.of(2.0, 3.0))).containsExactly(0.5, 2.0);
    }

    @Test
    void fiveAgainstFiveThatDoNotOverlapAreHardlyChance() {
        // 2 of the 252 orders are as extreme.
        assertThat(Numbers.probabilityOfChance(LOW, HIGH)).isCloseTo(2.0 / 252, within(1e-9));
        assertThat(Numbers.probabilityOfChance(HIGH, LOW)).isCloseTo(2.0 / 252, within(1e-9));
    }

    @Test
    void equalFiguresAreChance() {
        assertThat(Numbers.probabilityOfChance(LOW, LOW)).isEqualTo(1);
    }

    @Test
    void overlappingFiguresMayBeChance() {
        assertThat(Numbers.probabilityOfChance(List.of(1.0, 3.0, 5.0), List.of(2.0, 4.0, 6.0)))
                .isCloseTo(0.7, within(1e-9));
    }
}
