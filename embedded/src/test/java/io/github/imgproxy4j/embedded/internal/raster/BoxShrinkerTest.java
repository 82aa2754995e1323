package io.github.imgproxy4j.embedded.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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

        for (boolean alpha : new boolean[] {true, false}) {
            assertThat(shrink(rows, BoxShrinker.MAX_FACTOR, BoxShrinker.MAX_FACTOR, alpha)
                            .argb())
                    .containsExactly(0xFFFFFFFF);
        }
    }

    @Test
    void rowsOfBytesAndRowsOfPixelsGiveTheSame() {
        List<Shrink> wanted =
                List.of(new Shrink(Area.of(3, 1), 2, 1), new Shrink(new Area(1, 0, 2, 1), 1, 1), Shrink.none(3, 1));
        BoxShrinkers fromBytes = new BoxShrinkers(1, wanted, false);
        fromBytes.addRow(new byte[] {9, 30, 20, 10, 60, 50, 40, 90, 80, 70}, 1, 3, 2, 1, 0);
        BoxShrinkers fromPixels = new BoxShrinkers(1, wanted, false);
        fromPixels.addRow(new int[] {0x0A141E, 0x28323C, 0x46505A});

        assertThat(fromBytes.isComplete()).isTrue();
        for (int index = 0; index < wanted.size(); index++) {
            assertThat(fromBytes.shrunk().get(index).argb())
                    .containsExactly(fromPixels.shrunk().get(index).argb());
        }
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
