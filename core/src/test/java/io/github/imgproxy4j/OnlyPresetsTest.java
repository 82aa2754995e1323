package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlyPresetsTest {
    private static final String SOURCE = "local:///a.png";
    private static final String ENCODED = "bG9jYWw6Ly8vYS5wbmc";

    private final Imgproxy imgproxy = Imgproxy.builder()
            .allowUnsigned(true)
            .onlyPresets(true)
            .preset("card", "pr:thumb:sharp")
            .preset("big", "w:900")
            .build();

    @Test
    void presetsOfAllCallsAreOneList() {
        assertThat(imgproxy.image(SOURCE)
                        .serverPreset("a")
                        .preset("card")
                        .options("preset:b")
                        .urls()
                        .path())
                .isEqualTo("/a:thumb:sharp:b/" + ENCODED);
    }

    @Test
    void anyOtherOptionIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> imgproxy.image(SOURCE).preset("big").urls())
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("option [w:900] cannot be written, because imgproxy accepts only presets; put it into"
                        + " a server preset");
        assertThatThrownBy(() ->
                        imgproxy.image(SOURCE).serverPreset("a").densities(1, 2).img())
                .hasMessageStartingWith("option [dpr:2]");
        assertThatThrownBy(() ->
                        imgproxy.image(SOURCE).serverPreset("a").nextPipeline().urls())
                .hasMessageStartingWith("option [-]");
    }

    @Test
    void noPresetIsRefused() {
        assertThatThrownBy(() -> imgproxy.image(SOURCE).urls())
                .hasMessage("server preset [not set] must be set, because imgproxy accepts only presets");
    }

    @Test
    void sourceIsReadBehindTheListEvenIfItHasOneName() {
        ImageUrls urls = imgproxy.image(SOURCE).serverPreset("a").format("webp").urls();

        assertThat(urls.path()).isEqualTo("/a/" + ENCODED + ".webp");
        assertThat(imgproxy.sourceOf(urls.signedPath())).isEqualTo(SOURCE);
    }

    @Test
    void settingSwitchesIt() {
        Imgproxy set = Imgproxy.of(
                Settings.read(SettingsSource.of(
                        "test", Map.of("imgproxy.allow-unsigned", "true", "imgproxy.only-presets", "true"))),
                "/img");

        assertThat(set.image(SOURCE).serverPreset("a").urls().path()).isEqualTo("/a/" + ENCODED);
    }
}
