package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathVerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private final Imgproxy imgproxy =
            Imgproxy.builder().key("0011").salt("2233").build();
    private final Settings settings = Settings.read(SettingsSource.of(
            "test",
            Map.of(
                    "imgproxy.key", "0011",
                    "imgproxy.salt", "2233",
                    "imgproxy.served-types", "image/webp")));

    @Test
    void whatIsServedGoesOnToStoreAndUpstream() {
        assertThat(verdict("/w:30/plain/local:///a", "webp").status()).isEqualTo(200);
        assertThat(verdict("/w:30/plain/local:///a", "").status()).isEqualTo(200);
    }

    @Test
    void refusalsNameTheirReason() {
        assertThat(verdict("/w:30/plain/local:///a", "png"))
                .hasToString("502: image/png is not served (imgproxy.served-types)");
        assertThat(verdict("/exp:1000000000/plain/local:///a", "").reason()).contains("expired at 2001");
        assertThat(verdict("/raw:1/plain/local:///a", "").reason()).contains("imgproxy.allow-raw");
        assertThat(verdict("/msr:9/plain/local:///a", "").reason()).contains("imgproxy.allow-security-options");
        assertThat(PathVerdict.of(settings, imgproxy, "/wrong/w:1/plain/local:///a", "", NOW)
                        .status())
                .isEqualTo(403);
        assertThat(PathVerdict.of(settings, imgproxy, "/wrong", "", NOW).status())
                .isEqualTo(400);
    }

    private PathVerdict verdict(String path, String format) {
        return PathVerdict.of(settings, imgproxy, imgproxy.sign(path).text(), format, NOW);
    }
}
