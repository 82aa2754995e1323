package io.github.imgproxy4j.embedded.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    private static final Pixels STORED = new Pixels(3, 2, new int[] {1, 2, 3, 4, 5, 6}, true);

    @ParameterizedTest
    @CsvSource({
        "1, 3, 123456",
        "2, 3, 321654",
        "3, 3, 654321",
        "4, 3, 456123",
        "5, 2, 142536",
        "6, 2, 415263",
        "7, 2, 635241",
        "8, 2, 362514",
    })
    void everyExifValueTurnsItsOwnWay(int exifValue, int width, String pixels) {
        Pixels upright = Orientation.of(exifValue).upright(STORED);

        assertThat(upright.width()).isEqualTo(width);
        assertThat(upright.argb())
                .containsExactly(pixels.chars().map(digit -> digit - '0').toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void cuttingTheStoredAreaEqualsCuttingTheUprightImage(int exifValue) {
        Orientation orientation = Orientation.of(exifValue);
        Pixels upright = orientation.upright(STORED);
        Area area = new Area(1, 0, 1, 2);

        Area stored = orientation.stored(area, upright.width(), upright.height());

        assertThat(orientation.upright(STORED.cut(stored)).argb())
                .containsExactly(upright.cut(area).argb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void furtherTurnsComeAfterTheFirst(int exifValue) {
        Orientation first = Orientation.of(exifValue);
        // Exif 6, 3 and 8 turn by 90, 180 and 270 degrees; 2 and 4 mirror.
        int[] turns = {1, 6, 3, 8};
        for (int quarters = -4; quarters < 8; quarters++) {
            for (int mirrors = 0; mirrors < 4; mirrors++) {
                Pixels expected =
                        Orientation.of(turns[Math.floorMod(quarters, 4)]).upright(first.upright(STORED));
                expected = (mirrors & 1) == 0 ? expected : Orientation.of(2).upright(expected);
                expected = (mirrors & 2) == 0 ? expected : Orientation.of(4).upright(expected);

                Pixels actual = first.then(quarters * 90, (mirrors & 1) != 0, (mirrors & 2) != 0)
                        .upright(STORED);

                assertThat(actual.argb()).as("%d, %d", quarters, mirrors).containsExactly(expected.argb());
                assertThat(actual.width()).isEqualTo(expected.width());
            }
        }
    }

    @Test
    void unknownValuesCountAsUpright() {
        assertThat(Orientation.of(0)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(9)).isEqualTo(Orientation.UPRIGHT);
    }
}
