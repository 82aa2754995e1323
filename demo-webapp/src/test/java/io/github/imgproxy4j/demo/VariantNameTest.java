package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantNameTest {
    @ParameterizedTest
    @CsvSource({
        "/rs:fill:480:320/q:80/bG9jYWw6Ly8vY2F0LmpwZw.webp, local:///cat.jpg, rs:fill:480:320/q:80",
        "/bG9jYWw6Ly8vY2F0LmpwZw, local:///cat.jpg, ''",
        "/w:1/bG9jYWw6/Ly8vY2F0/LmpwZw.png, local:///cat.jpg, w:1",
        "/w:1/plain/local:///cat.jpg@webp, plain/local:///cat.jpg@webp, w:1",
        "/w:1/enc/abcdef, enc/abcdef, w:1",
        "/w:1/!, !, w:1",
        "/w:1/, '', w:1",
    })
    void aPathIsShownAsItsSourceAndOptions(String path, String source, String options) {
        assertThat(VariantName.of(path)).isEqualTo(new VariantName(source, options));
    }

    @Test
    void whatIsNotKnownIsADash() {
        assertThat(VariantName.of(null)).isEqualTo(new VariantName("—", ""));
    }
}
