package io.github.imgproxy4j.filter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSignatureTest {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe0, image/jpeg",
        "89504e470d0a1a0a, image/png",
        "474946383961, image/gif",
        "474946383761, image/gif",
        "524946461a00000057454250, image/webp",
        "0000001c6674797061766966, image/avif",
        "0000001c6674797061766973, image/avif",
        "ff0a, image/jxl",
        "0000000c4a584c200d0a870a, image/jxl",
        "424d38000000000000003600000028000000, image/bmp",
        "424d00000000000000001a0000000c000000, image/bmp",
        "49492a0008000000, image/tiff",
        "4d4d002a00000008, image/tiff",
        "0000010001001010000001002000680400001600, image/x-icon"
    })
    void typeIsKnownByTheFirstBytes(String hex, String type) {
        assertThat(ImageSignature.typeOf(HexFormat.of().parseHex(hex))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<svg/>",
                "<?xml version=\"1.0\"?><svg/>",
                "RIFF....WAVE",
                "BM",
                "BMW 320i, a fine car",
                "BM\0\0\0\0\0\0\0\0\0\0\0\0)",
                "II*\0",
                "MM\0*",
                "II*\0\0\0\0\0",
                "\0\0\1\0",
                "\0\0\1\0\0\0",
                "....ftypmif1"
            })
    void whatCouldBeSomethingElseHasNoType(String start) {
        assertThat(ImageSignature.typeOf(start.getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
    }

    @Test
    void onlyTheStartCounts() {
        byte[] start = "GIF89a and rubbish of an earlier read".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ImageSignature.fits("image/gif", start, 6)).isTrue();
        assertThat(ImageSignature.fits("image/gif", start, 5)).isFalse();
    }
}
