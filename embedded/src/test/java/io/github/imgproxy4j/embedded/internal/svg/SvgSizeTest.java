package io.github.imgproxy4j.embedded.internal.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgSizeTest {
    /** The first seven are what imgproxy 4.0.12 says of the same images. */
    @ParameterizedTest
    @CsvSource({
        "width='50' height='20px', 50, 20",
        "viewBox='0 0 30 40', 30, 40",
        "width='2in' height='20.6mm' viewBox='0 0 30 40', 144, 58",
        "width='60' viewBox='0 0 30 40', 60, 80",
        "'viewBox=\"0,0 30.5 40.4\"', 31, 40",
        "width='20pt' height='3pc' viewBox='0 0 30 40', 20, 36",
        "width='100%' height='100%' viewBox='0 0 30 40', 30, 40",
        "height='20' viewBox='0 0 30 40', 15, 20",
        "width='2.54cm' height='.5in', 72, 36",
    })
    void theSizeIsThatOfTheRoot(String attributes, int width, int height) throws Exception {
        assertThat(size(attributes)).isEqualTo(new SvgSize(width, height));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "width='100%'",
                "width='5em' height='5ex'",
                "width='60'",
                "width='60' viewBox='0 0 0 40'",
                "width='-5' height='5'",
                "width='NaN' height='Infinity'",
                "viewBox='0 0 30'",
                "viewBox='0 0 0 0'",
                "height='5' viewBox='0 0 5 0'",
                "height='999999999' viewBox='0 0 999999999 1'"
            })
    void anImageMayHaveNoSizeOfItsOwn(String attributes) throws Exception {
        assertThat(size(attributes)).isNull();
    }

    private static SvgSize size(String attributes) throws ProcessingException {
        String svg = "<!-- a --><svg xmlns='http://www.w3.org/2000/svg' " + attributes + "><rect width='9'/></svg>";
        return SvgSize.of(svg.getBytes(StandardCharsets.UTF_8));
    }
}
