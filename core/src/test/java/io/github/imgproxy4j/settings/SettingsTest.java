package io.github.imgproxy4j.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Setting<Integer> COUNT =
            Setting.wholeNumber("imgproxy.count", 1, 9, "How many").withDefault(3);
    private static final Setting<URI> URL = Setting.httpUrl("imgproxy.some-url", "Where");
    private static final Setting<String> SECRET = Setting.text("imgproxy.secret", "Hidden")
            .parsedBy(SettingsTest::refuse)
            .asSecret();
    private static final Setting<Duration> WAIT = Setting.duration("imgproxy.wait", "How long");
    private static final Setting<Long> SIZE = Setting.byteCount("imgproxy.size", "How big");
    private static final Setting<List<URI>> URLS = Setting.httpUrls("imgproxy.urls", "Where else");
    private static final Set<Setting<?>> KNOWN = Set.of(COUNT, URL, SECRET, WAIT, SIZE, URLS);

    @Test
    void firstSourceWithAValueWins() {
        Settings settings = read(
                SettingsSource.of("init-param", Map.of("imgproxy.count", "5")),
                SettingsSource.environment(Map.of("IMGPROXY4J_COUNT", "7", "IMGPROXY4J_SOME_URL", "http://h:1/x")));

        assertThat(settings.get(COUNT)).isEqualTo(5);
        assertThat(settings.get(URL)).isEqualTo(URI.create("http://h:1/x"));
        assertThat(settings.spell(URL)).isEqualTo("environment variable IMGPROXY4J_SOME_URL");
    }

    @Test
    void blankCountsAsNotSetAndLeavesTheDefault() {
        Settings settings = read(SettingsSource.of("init-param", Map.of("imgproxy.count", "  ")));

        assertThat(settings.get(COUNT)).isEqualTo(3);
        assertThat(settings.isSet(COUNT)).isFalse();
    }

    @Test
    void allMistakesAreReportedAtOnceWithSecretsMasked() {
        assertThatThrownBy(() -> read(
                        SettingsSource.of(
                                "init-param",
                                Map.of("imgproxy.count", "10", "imgproxy.secret", "s3cret", "imgproxy.cuont", "1")),
                        SettingsSource.environment(Map.of(
                                "IMGPROXY4J_SOME_URL", "ftp://x", "IMGPROXY4J_TYPO", "1", "IMGPROXY_BIND", ":1"))))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        exception -> assertThat(exception.problems())
                                .containsExactlyInAnyOrder(
                                        "init-param imgproxy.count [10] must be a whole number from 1 to 9",
                                        "init-param imgproxy.secret [***] must be nicer",
                                        "init-param imgproxy.cuont is not a setting; docs/configuration.md lists them all",
                                        "environment variable IMGPROXY4J_SOME_URL [ftp://x] must be an http or https URL"
                                                + " with a host, without query and fragment",
                                        "environment variable IMGPROXY4J_TYPO is not a setting;"
                                                + " docs/configuration.md lists them all"))
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "10,PT10S",
        "500ms,PT0.5S",
        "5ms,PT0.005S",
        "1500ms,PT1.5S",
        "10s,PT10S",
        "5m,PT5M",
        "2h,PT2H",
        "3d,P3D",
        "PT7S,PT7S"
    })
    void durationsHaveUnits(String text, Duration expected) {
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.wait", text)))
                        .get(WAIT))
                .isEqualTo(expected);
    }

    @Test
    void severalUrlsAreSeparatedByCommas() {
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.urls", "http://a, https://b:1/c")))
                        .get(URLS))
                .containsExactly(URI.create("http://a"), URI.create("https://b:1/c"));
        assertThatThrownBy(() -> read(SettingsSource.of("init-param", Map.of("imgproxy.urls", "http://a,,b"))))
                .hasMessageContaining("imgproxy.urls [http://a,,b] must be");
    }

    @ParameterizedTest
    @CsvSource({"-10", "-5s", "soon", "PT-5S", "ms"})
    void otherDurationsAreRefused(String text) {
        assertThatThrownBy(() -> read(SettingsSource.of("init-param", Map.of("imgproxy.wait", text))))
                .hasMessageContaining("imgproxy.wait [" + text + "]");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "65536,65536", "64KB,65536", "64 kb,65536", "1MB,1048576", "2GB,2147483648"})
    void byteCountsHaveUnits(String text, long expected) {
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.size", text)))
                        .get(SIZE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1TBs", "KB", "9999999999GB"})
    void otherByteCountsAreRefused(String text) {
        assertThatThrownBy(() -> read(SettingsSource.of("init-param", Map.of("imgproxy.size", text))))
                .hasMessageContaining("imgproxy.size [" + text + "]");
    }

    private static Settings read(SettingsSource... sources) {
        return Settings.read(KNOWN, List.of(sources));
    }

    private static String refuse(String text) {
        throw new IllegalArgumentException("must be nicer");
    }
}
