package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServedTypesTest {
    @Test
    void allImagesOrThoseThatAreNamed() {
        assertThat(ServedTypes.IMAGES.contains("image/anything")).isTrue();
        assertThat(ServedTypes.IMAGES.contains("video/mp4")).isFalse();
        assertThat(ServedTypes.of("image/webp, VIDEO/MP4").contains("video/mp4"))
                .isTrue();
        assertThat(ServedTypes.of("image/webp, VIDEO/MP4").contains("image/png"))
                .isFalse();
    }

    @Test
    void typeWithoutASignatureIsRefused() {
        assertThatThrownBy(() -> ServedTypes.of("image/*,text/html"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known by their first bytes");
    }
}
