package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said, word for word, about settings whose values are read and then turn out to be no use. */
class SettingsMessagesTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        Map.of("imgproxy.presets", "card=rs:fill:300:200,hero=rs:fil:1:1/q:101"),
                        "context-param imgproxy.presets: preset hero: resizing type [fil] must be one of fit, fill,"
                                + " fill-down, force, auto; preset hero: quality [101] must be from 0 to 100"),
                mistake(
                        Map.of("imgproxy.presets", "card=rs:fill:300:200,hero"),
                        "context-param imgproxy.presets [card=rs:fill:300:200,hero] must be definitions of the form"
                                + " NAME=OPTIONS; [hero] is none"),
                mistake(
                        Map.of("imgproxy.public-presets", "hero 1x", "imgproxy.allowed-sources", "local:///"),
                        "context-param imgproxy.public-presets: public preset [hero] must be one of []"),
                mistake(
                        Map.of("imgproxy.key", "xx,xy", "imgproxy.salt", "00,0"),
                        "context-param imgproxy.key: key [***] must be hexadecimal: an even number of digits 0-9 a-f",
                        "context-param imgproxy.salt: salt [***] must be hexadecimal: an even number of digits 0-9 a-f"),
                mistake(
                        Map.of("imgproxy.proxy-url", "http://a b", "imgproxy.cache-url", "ftp://a"),
                        "context-param imgproxy.proxy-url: proxy URL [http://a b] must be a path that begins with / or an"
                                + " http(s) URL with a host, without query and fragment",
                        "context-param imgproxy.cache-url: cache URL [ftp://a] must be a path that begins with / or an"
                                + " http(s) URL with a host, without query and fragment"),
                mistake(
                        Map.of("imgproxy.allowed-sources", " , "),
                        "context-param imgproxy.allowed-sources [,] must contain a prefix such as"
                                + " https://example.com/ or local:///"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyProblemIsReportedOnceWithTheNameThatCausesIt(Map<String, String> values, String[] problems) {
        assertThatThrownBy(() -> imgproxy(values))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        exception -> assertThat(exception.problems()).containsExactly(problems));
    }

    @Test
    void hostsOfAllKindsAreTakenAsTheyAreOrInAscii() {
        Imgproxy imgproxy = imgproxy(Map.of(
                "imgproxy.proxy-url", "http://stack_proxy:8080/img",
                "imgproxy.cache-url", "https://b\u00FCcher.example/pictures/",
                "imgproxy.last-resort", "https://stack_cdn/none.png",
                "imgproxy.presets", "card=w:100",
                "imgproxy.public-presets", "card 1x",
                "imgproxy.allowed-sources", "http://stack_photos:9000,https://*.example"));

        ImageUrls urls =
                imgproxy.publicImage("card", "http://stack_photos:9000/a.jpg").urls();
        assertThat(urls.proxy()).startsWith("http://stack_proxy:8080/img/unsafe/w:100/");
        assertThat(urls.cached()).startsWith("https://xn--bcher-kva.example/pictures/");
        assertThat(imgproxy.sourceOf(imgproxy.publicImage("card", "https://b\u00FCcher.example/a.jpg")
                        .urls()
                        .signedPath()))
                .isEqualTo("https://b\u00FCcher.example/a.jpg");
    }

    private static Arguments mistake(Map<String, String> values, String... problems) {
        return Arguments.of(values, problems);
    }

    private static Imgproxy imgproxy(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(values);
        if (!values.containsKey("imgproxy.key")) {
            all.put("imgproxy.allow-unsigned", "true");
        }
        return Imgproxy.of(Settings.read(SettingsSource.of("context-param", all)), "/img");
    }
}
