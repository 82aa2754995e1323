package io.github.imgproxy4j.internal.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the options of a path end. As in imgproxy ({@code parseURLOptions}) that is the first segment without a
 * separator; a dash begins the next pipeline of imgproxy Pro.
 */
class OptionSegmentTest {
    @ParameterizedTest
    @CsvSource({
        "/aHR0cA, :, '', aHR0cA",
        "/w:1/aHR0cA, :, w:1, aHR0cA",
        "/w:1/h:2/plain/https://a/b:c/d, :, w:1 h:2, plain/https://a/b:c/d",
        "/w:1/enc/abc/def.webp, :, w:1, enc/abc/def.webp",
        "/w:1/abc/w:2/def, :, w:1, abc/w:2/def",
        "/w:1/-/raw:1/abc, :, w:1 - raw:1, abc",
        "/-/raw:1/abc, :, - raw:1, abc",
        "/w:1/-/-/h:1/abc, :, w:1 - - h:1, abc",
        "/w:1/-abc/h:1/d, :, w:1, -abc/h:1/d",
        "/w:1/-, :, w:1, -",
        "/w:1/h:2, :, w:1, h:2",
        "/:/abc, :, :, abc",
        "/:1/abc, :, :1, abc",
        "/w=1/a:b/c, =, w=1, a:b/c",
        "/w--1/-/h--1/abc, --, w--1 - h--1, abc",
        "/w-/-1/abc, --, '', w-/-1/abc",
        "w:1/abc, :, w:1, abc",
        "/w:1/, :, w:1, ''",
    })
    void optionsEndAtTheFirstSegmentThatIsNone(String path, String separator, String options, String source) {
        assertThat(String.join(" ", OptionSegment.segments(path, separator))).isEqualTo(options);
        assertThat(path.substring(OptionSegment.sourceStart(path, separator))).isEqualTo(source);
        assertThat(OptionSegment.leading(path, separator))
                .hasSize((int) OptionSegment.segments(path, separator).stream()
                        .filter(segment -> !segment.equals("-"))
                        .count());
    }
}
