package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages with this processor on the class path offer what it makes, whoever makes their {@link Imgproxy}. */
class OfferedFormatsTest {
    @Test
    void whatIsNotMadeIsNotOffered() {
        Imgproxy imgproxy = imgproxy(Map.of());

        assertThat(imgproxy.unsupportedFormats()).containsExactly("avif", "jxl");
        assertThat(imgproxy.image("local:///a.png")
                        .formats("avif", "webp")
                        .picture()
                        .toHtml())
                .contains("image/webp")
                .doesNotContain("avif");
    }

    @Test
    void aDistantServerMayMakeEverything() {
        assertThat(imgproxy(Map.of("imgproxy.url", "http://127.0.0.1:1")).knowsFormats())
                .isFalse();
    }

    @Test
    void theSettingKnowsBetter() {
        assertThat(imgproxy(Map.of("imgproxy.formats", "jpg,avif")).unsupportedFormats())
                .containsExactly("gif", "jxl", "png", "webp");
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatThatIsWrittenIsNamed(ImageFormat format) {
        String name = format.extension().substring(1);

        assertThat(ImageFormat.named(name)).hasValue(format);
        assertThat(new EmbeddedUpstreamProvider().formats().contains(name))
                .isEqualTo(format.canBeEncoded() || format == ImageFormat.SVG);
    }

    private static Imgproxy imgproxy(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("imgproxy.allow-unsigned", "true"));
        settings.putAll(more);
        return Imgproxy.of(Settings.read(SettingsSource.of("test", settings)), "/img");
    }
}
