package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPresetsTest {
    private final Imgproxy imgproxy = imgproxy(Map.of("imgproxy.public-presets", "card, hero 640w 1280w"));

    @Test
    void aPublicPresetHasDensitiesUnlessItSaysOtherwise() {
        String card = imgproxy.publicImage("card", "https://example.com/a.jpg")
                .img()
                .attributes()
                .get("srcset");
        String hero = imgproxy.publicImage("hero", "https://example.com/a.jpg")
                .img()
                .attributes()
                .get("srcset");

        assertThat(card).contains(" 1x, ").endsWith(" 2x");
        assertThat(hero).contains(" 640w, ").endsWith(" 1280w");
        assertThat(imgproxy.publicPresetNames()).containsExactlyInAnyOrder("card", "hero");
    }

    @Test
    void aPublicImageIsTheSameVariantAsTheServersOwn() {
        assertThat(imgproxy.publicImage("card", "https://example.com/a.jpg")
                        .urls()
                        .key())
                .isEqualTo(imgproxy.image("https://example.com/a.jpg")
                        .preset("card")
                        .urls()
                        .key());
    }

    @Test
    void aPublicPresetMayFixTheFormat() {
        Imgproxy webp = imgproxy(Map.of("imgproxy.public-presets", "card webp, hero 640w webp 1280w"));

        for (String preset : List.of("card", "hero")) {
            assertThat(webp.publicImage(preset, "https://example.com/a.jpg")
                            .urls()
                            .key())
                    .isEqualTo(webp.image("https://example.com/a.jpg")
                            .preset(preset)
                            .format("webp")
                            .urls()
                            .key());
        }
        assertThat(webp.publicImage("hero", "https://example.com/a.jpg")
                        .img()
                        .attributes()
                        .get("srcset"))
                .contains(" 640w, ")
                .endsWith(" 1280w");
    }

    @Test
    void noPresetIsPublicByDefault() {
        Imgproxy closed = imgproxy(Map.of());

        assertThat(closed.publicPresetNames()).isEmpty();
        assertThatThrownBy(() -> closed.publicImage("card", "https://example.com/a.jpg"))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("card");
    }

    @Test
    void aPresetThatIsNotPublicIsRefused() {
        assertThatThrownBy(() -> imgproxy.publicImage("secret", "https://example.com/a.jpg"))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("preset [secret] must be one of [card, hero]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/photos/cat.jpg?v=1",
                "https://a.cdn.example.com/cat%20one.jpg",
                "https://example.com/é..jpg",
                "s3://my_bucket/cat.jpg",
                "local:///cat.jpg",
                "cat.jpg",
                "/cat.jpg"
            })
    void anAllowedSourceIsTaken(String source) {
        assertThat(imgproxy.publicImage("card", source).urls().proxy()).startsWith("/img/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/cat.jpg",
                "https://example.com.evil.example/cat.jpg",
                "https://example.com/../secret.jpg",
                "https://example.com/a/%2e%2E/secret.jpg",
                "https://example.com/a/..%2fsecret.jpg",
                "https://example.com/a/..%5csecret.jpg",
                "https://example.com/./cat.jpg",
                "https://evil.example?.cdn.example.com/cat.jpg",
                "https://evil.example#.cdn.example.com/cat.jpg",
                "https://evil.example\\.cdn.example.com/cat.jpg",
                "https://evil.example:x.cdn.example.com/cat.jpg",
                "https://a.cdn.example.com@evil.example/cat.jpg",
                "https://user@a.cdn.example.com/cat.jpg",
                "https://example.com/cat.jpg#x",
                "https://example.com/cat dog.jpg",
                "https://example.com/cat\r\nX: y",
                "local:///../etc/passwd",
                "local:///%2e%2e/etc/passwd",
                "../cat.jpg",
                "//evil.example/cat.jpg",
                "data:image/png;base64,AAAA",
                "file:///etc/passwd",
                "HTTPS://evil.example/",
                "https://example.com",
                "%",
                " "
            })
    void aSourceThatIsNotAllowedOrCouldBeMisreadIsRefused(String source) {
        assertThatThrownBy(() -> imgproxy.publicImage("card", source).urls()).isInstanceOf(ImgproxyException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other             | imgproxy.public-presets: public preset [other] must be one of [card, hero, secret]",
                "card 1x 640w      | must have densities, such as 1x 2x, or widths, such as 640w 1280w",
                "card wide         | public preset card [wide] must be one of",
                "card webp avif    | public preset card [avif] must have densities",
                "card 1x 1x        | must differ from each other",
                "card 0w           | must be at least 1 pixel",
            })
    void aMistakeIsNamed(String setting, String message) {
        assertThatThrownBy(() -> imgproxy(Map.of("imgproxy.public-presets", setting)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void publicPresetsNeedAnAllowList() {
        assertThatThrownBy(() -> imgproxy(Map.of("imgproxy.public-presets", "card", "imgproxy.allowed-sources", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("public presets [card] need allowed sources");
        assertThatThrownBy(() -> Imgproxy.builder()
                        .allowUnsigned(true)
                        .preset("card", "w:1")
                        .publicPreset("card", "1x")
                        .build())
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("need allowed sources");
    }

    private static Imgproxy imgproxy(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "imgproxy.key", "0badc0de",
                "imgproxy.salt", "c0ffee",
                "imgproxy.presets", "card=rs:fill:300:200, hero=rs:fill:1280:480, secret=raw:1",
                "imgproxy.source-base", "https://example.com/",
                "imgproxy.allowed-sources",
                        "https://example.com/,https://*.cdn.example.com/,s3://my_bucket/,local:///"));
        all.putAll(settings);
        all.values().removeIf(String::isEmpty);
        return Imgproxy.of(Settings.read(SettingsSource.of("test", all)), "/img");
    }
}
