package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "imgproxy.embedded-memory, much",
        "IMGPROXY4J_EMBEDDED_MEMORY, much",
        "imgproxy.embedded-presets, card",
    })
    void aMistakeUnderANameOfItsOwnCountsBesideAnotherUpstream(String name, String value) {
        assertThatThrownBy(() -> read(Map.of("imgproxy.url", "http://imgproxy:8080", name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + " [" + value + "]");
    }

    /** These are variables of the imgproxy that is the upstream, which may read them otherwise. */
    @ParameterizedTest
    @CsvSource({"IMGPROXY_PRESETS, card", "IMGPROXY_WORKERS, many", "imgproxy.workers, many"})
    void aMistakeUnderANameOfImgproxysDoesNot(String name, String value) {
        Settings settings = read(Map.of("imgproxy.url", "http://imgproxy:8080", name, value));

        assertThat(settings.hasName(name)).isTrue();
    }

    @Test
    void withoutAnotherUpstreamAllOfThemCount() {
        assertThatThrownBy(() -> read(Map.of("IMGPROXY_WORKERS", "many", "imgproxy.embedded-memory", "much")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("IMGPROXY_WORKERS [many]")
                .hasMessageContaining("imgproxy.embedded-memory [much]");
    }

    private static Settings read(Map<String, String> values) {
        return Settings.read(SettingsSource.of("init-param", values));
    }
}
