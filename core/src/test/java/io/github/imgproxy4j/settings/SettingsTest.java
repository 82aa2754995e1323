package io.github.imgproxy4j.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.CoreSettings;
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
                                        "init-param imgproxy.cuont is not a setting; did you mean imgproxy.count?",
                                        "environment variable IMGPROXY4J_SOME_URL [ftp://x] must be an http or https URL"
                                                + " with a host, without query and fragment",
                                        "environment variable IMGPROXY4J_TYPO is not a setting;"
                                                + " https://github.com/imgproxy4j/imgproxy4j/blob/main/docs/configuration.md"
                                                + " lists them all"))
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

    @Test
    void bothNamesOfASettingWorkBehindEveryDoorAndTheUsualOneCountsFirst() {
        Map<String, String> both = Map.of("imgproxy.count", "5", "IMGPROXY4J_COUNT", "7");

        assertThat(read(SettingsSource.of("init-param", both)).get(COUNT)).isEqualTo(5);
        assertThat(read(SettingsSource.environment(both)).get(COUNT)).isEqualTo(7);
        assertThat(read(SettingsSource.of("init-param", Map.of("IMGPROXY4J_COUNT", "7")))
                        .spell(COUNT))
                .isEqualTo("init-param IMGPROXY4J_COUNT");
        assertThat(read(SettingsSource.environment(Map.of("imgproxy.count", "5", "IMGPROXY4J_COUNT", " ")))
                        .spell(COUNT))
                .isEqualTo("environment variable imgproxy.count");
    }

    @Test
    void valuesOfAnUnusedModuleAreCheckedWhenTheyAreRead() {
        SettingsCatalog unused = new SettingsCatalog() {
            @Override
            public List<Setting<?>> settings() {
                return List.of(COUNT, WAIT);
            }

            @Override
            public boolean isUsed(Settings settings) {
                return !settings.isSet(URL);
            }
        };
        SettingsSource source = SettingsSource.of(
                "init-param", Map.of("imgproxy.count", "10", "imgproxy.wait", "500", "imgproxy.some-url", "http://h"));
        Settings settings = Settings.read(List.of(unused, () -> List.of(URL)), List.of(source));

        assertThat(settings.remarks()).isEmpty();
        assertThat(settings.get(COUNT)).isEqualTo(3);
        assertThatThrownBy(() -> settings.requireValid(unused))
                .isInstanceOf(SettingsException.class)
                .hasMessage("imgproxy4j cannot start:\n"
                        + "  - init-param imgproxy.count [10] must be a whole number from 1 to 9");
    }

    @Test
    void aDurationWithoutUnitIsReportedWithItsUnit() {
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.wait", "500")))
                        .remarks())
                .containsExactly("init-param imgproxy.wait [500] is treated as 500 seconds; write 500s, or 500ms"
                        + " for milliseconds");
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.wait", "0")))
                        .remarks())
                .isEmpty();
        assertThat(read(SettingsSource.of("init-param", Map.of("imgproxy.wait", "500ms")))
                        .remarks())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imgproxy.local-filesystem-root | is a setting of imgproxy4j-embedded, which is not on the class"
                        + " path; add io.github.imgproxy4j:imgproxy4j-embedded, or remove the setting",
                "IMGPROXY4J_MOUNT | is a setting of imgproxy4j-filter, which is not on the class path; add"
                        + " io.github.imgproxy4j:imgproxy4j-filter, or remove the setting",
                "imgproxy.s3-buket | is not a setting; did you mean imgproxy.s3-bucket? It needs"
                        + " io.github.imgproxy4j:imgproxy4j-store-s3 on the class path.",
                "imgproxy.cashe-url | is not a setting; did you mean imgproxy.cache-url?",
                "imgproxy.cacheUrl | is not a setting; did you mean imgproxy.cache-url?",
                "imgproxy.allowed-sources[0] | is not a setting; did you mean imgproxy.allowed-sources?",
                "imgproxy.preset | is not a setting; did you mean imgproxy.presets?",
                "IMGPROXY4J_CASHE_URL | is not a setting; did you mean IMGPROXY4J_CACHE_URL?",
                "IMGPROXY4J_KEY | is not a setting; did you mean IMGPROXY_KEY?",
                "IMGPROXY4J_S3_BUCKET | is not a setting; did you mean S3_BUCKET? It needs"
                        + " io.github.imgproxy4j:imgproxy4j-store-s3 on the class path.",
                "imgproxy.frobnicate | is not a setting;"
                        + " https://github.com/imgproxy4j/imgproxy4j/blob/main/docs/configuration.md lists them all",
            })
    void aNameThatNoSettingHasIsReportedWithTheSolution(String name, String message) {
        assertThatThrownBy(() -> Settings.read(SettingsSource.of("context-param", Map.of(name, "x"))))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        exception -> assertThat(exception.problems())
                                .containsExactly("context-param " + name + " " + message));
    }

    @Test
    void namesThatMayBeMeantForUsAreRemarkedUpon() {
        Settings settings = Settings.read(SettingsSource.environment(Map.of(
                "S3_BUCKET", "pictures", "IMGPROXY_STORE_DIR", "/var", "IMGPROXY_QUALITY", "70", "PATH", "/bin")));

        assertThat(settings.remarks())
                .containsExactly(
                        "environment variable IMGPROXY_STORE_DIR has no effect, and imgproxy does not have it"
                                + " either; did you mean IMGPROXY4J_STORE_DIR?",
                        "environment variable S3_BUCKET has no effect; add"
                                + " io.github.imgproxy4j:imgproxy4j-store-s3 to the class path if it is intended"
                                + " for imgproxy4j");
        assertThat(settings.hasName("IMGPROXY_QUALITY")).isTrue();
        assertThat(settings.hasName("IMGPROXY_FORMAT_QUALITY")).isFalse();
    }

    @Test
    void variablesOfImgproxyThatLookLikeOursAreLeftAlone() {
        assertThat(Settings.read(SettingsSource.environment(Map.of(
                                "IMGPROXY_PRESETS", "a=w:1", "IMGPROXY_S3_REGION", "eu", "IMGPROXY_BIND", ":80")))
                        .remarks())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"t,true", "T,true", "TRUE,true", "True,true", "1,true", "f,false", "F,false", "FALSE,false", "0,false"})
    void flagsAreReadAsImgproxyReadsItsOwn(String text, boolean expected) {
        assertThat(Settings.read(SettingsSource.environment(Map.of("IMGPROXY_ONLY_PRESETS", text)))
                        .get(CoreSettings.ONLY_PRESETS))
                .isEqualTo(expected);
    }

    @Test
    void oneProblemIsReportedOnce() {
        assertThat(new SettingsException(List.of("a", "b", "a"))).hasMessage("imgproxy4j cannot start:\n  - a\n  - b");
    }

    private static Settings read(SettingsSource... sources) {
        return Settings.read(List.of(() -> List.copyOf(KNOWN)), List.of(sources));
    }

    private static String refuse(String text) {
        throw new IllegalArgumentException("must be nicer");
    }
}
