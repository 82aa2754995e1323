package io.github.imgproxy4j.embedded.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoxShrinkerTest {

    @Test
    void eachPixelIsTheMeanOfItsBlock() {
        Pixels shrunk =
                shrink(new int[][] {{0x000000, 0x0A141E, 0x010203}, {0x141E28, 0x1E2832, 0x030201}}, 2, 2, false);

        assertThat(shrunk.width()).isEqualTo(2);
        assertThat(shrunk.height()).isEqualTo(1);
        assertThat(shrunk.argb()).containsExactly(0xFF0F171E, 0xFF020202);
    }

    @Test
    void theLastRowMayBeAPartialBlock() {
        Pixels shrunk = shrink(new int[][] {{0x101010}, {0x202020}, {0x404040}}, 1, 2, false);

        assertThat(shrunk.argb()).containsExactly(0xFF181818, 0xFF404040);
    }

    @Test
    void transparentPixelsCountForTheAlphaAndNotForTheColour() {
        Pixels shrunk = shrink(new int[][] {{0xFF640000, 0x0000FF00}}, 2, 1, true);

        assertThat(shrunk.argb()).containsExactly(0x80640000);
    }

    @Test
    void theLargestBlockDoesNotOverflow() {
        int[] row = new int[BoxShrinker.MAX_FACTOR];
        Arrays.fill(row, 0xFFFFFFFF);
        int[][] rows = new int[BoxShrinker.MAX_FACTOR][];
        Arrays.fill(rows, row);

        assertThat(shrink(rows, BoxShrinker.MAX_FACTOR, BoxShrinker.MAX_FACTOR, true)
                        .argb())
                .containsExactly(0xFFFFFFFF);
    }

    @Test
    void rowsOfBytesAndRowsOfPixelsGiveTheSame() {
        BoxShrinker fromBytes = new BoxShrinker(1, Area.of(3, 1), 2, 1, false);
        fromBytes.addRow(new byte[] {9, 30, 20, 10, 60, 50, 40, 90, 80, 70}, 1, 3, 2, 1, 0);

        assertThat(fromBytes.isComplete()).isTrue();
        assertThat(fromBytes.shrunk().argb())
                .containsExactly(shrink(new int[][] {{0x0A141E, 0x28323C, 0x46505A}}, 2, 1, false)
                        .argb());
    }

    @Test
    void shrinkingAPartEqualsCuttingItOutFirst() {
        int[][] rows = new int[7][9];
        for (int index = 0; index < 63; index++) {
            rows[index / 9][index % 9] = 0xFF000000 | index * 0x040201;
        }
        Area part = new Area(2, 1, 5, 4);
        int[][] cut = new int[4][5];
        for (int y = 0; y < 4; y++) {
            System.arraycopy(rows[1 + y], 2, cut[y], 0, 5);
        }

        for (boolean alpha : new boolean[] {true, false}) {
            for (int factor = 1; factor <= 3; factor++) {
                assertThat(shrink(rows, part, factor, factor, alpha).argb())
                        .containsExactly(shrink(cut, factor, factor, alpha).argb());
            }
        }
    }

    private static Pixels shrink(int[][] rows, int horizontalFactor, int verticalFactor, boolean alpha) {
        Area whole = Area.of(rows[0].length, rows.length);
        return shrink(rows, whole, horizontalFactor, verticalFactor, alpha);
    }

    private static Pixels shrink(int[][] rows, Area part, int horizontalFactor, int verticalFactor, boolean alpha) {
        BoxShrinker shrinker = new BoxShrinker(rows.length, part, horizontalFactor, verticalFactor, alpha);
        for (int[] row : rows) {
            shrinker.addRow(row);
        }
        return shrinker.shrunk();
    }
}
