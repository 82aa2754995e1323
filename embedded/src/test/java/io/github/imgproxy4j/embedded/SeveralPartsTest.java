package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several parts of an image decoded in one pass are what they are when each is decoded alone. */
class SeveralPartsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "waves.jpg",
                "inks.jpg",
                "waves.png",
                "clear.png",
                "clear-palette.png",
                "deep.png",
                "waves.gif",
                "clear.gif",
                "waves.webp",
                "lossy-clear.webp",
                "waves.bmp",
                "png.ico",
                "waves.tiff",
                "gray16.tiff"
            })
    void eachIsTheSameAsAlone(String name) throws Exception {
        byte[] file = ReferenceSources.file(name);
        ImageHeader header = HeaderReader.read(file);
        Area whole = Area.of(header.width(), header.height());
        Area middle = new Area(header.width() / 4, header.height() / 3, header.width() / 2, header.height() / 2);
        List<Shrink> parts = List.of(
                new Shrink(whole, 2, 2), Shrink.none(header.width(), header.height()), new Shrink(middle, 3, 1));

        List<Pixels> together = decoder(file, header).shrunk(parts);

        for (int index = 0; index < parts.size(); index++) {
            Shrink part = parts.get(index);
            Pixels alone = decoder(file, header).shrunk(part.part(), part.horizontalFactor(), part.verticalFactor());
            assertThat(together.get(index).argb()).as("%s", part).isEqualTo(alone.argb());
            assertThat(together.get(index).hasAlpha()).isEqualTo(alone.hasAlpha());
            assertThat(part.pixelCount()).isEqualTo(alone.argb().length);
        }
    }

    private static Decoder decoder(byte[] file, ImageHeader header) {
        return new Decoder(file, header, Deadline.never());
    }
}
