package io.github.imgproxy4j.embedded.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Copyright notices and orientations in files that are cut or made to harm. */
class BrokenMetadataTest {
    @Test
    void brokenMetadataAreLeftOut() throws Exception {
        byte[] exif = TestFiles.exif(1);
        for (int length = 0; length < exif.length; length++) {
            ByteReader cut = ByteReader.of(Arrays.copyOf(exif, length));
            assertThat(ExifBlock.copyright(cut).length()).isLessThan(90);
            assertThat(ExifBlock.upright(cut).length()).isLessThanOrEqualTo(length);
        }
        assertThat(XmpCopyright.of(bytes("<!DOCTYPE a [<!ENTITY b 'c'>]>" + TestFiles.XMP))
                        .length())
                .isZero();
        assertThat(XmpCopyright.of(bytes(TestFiles.XMP.substring(1))).length()).isZero();
        assertThat(XmpCopyright.of(bytes("<a/>")).length()).isZero();
        String deep = TestFiles.XMP.replace("(c) Jane XMP", "<a>".repeat(50_000) + "</a>".repeat(50_000));
        assertThat(XmpCopyright.of(bytes(deep)).length()).isLessThan(1 << 20);
        assertThat(PhotoshopCopyright.of(bytes("8BIM\4\4\0\0\377\377\377\377")).length())
                .isZero();
    }

    private static ByteReader bytes(String text) {
        return ByteReader.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
