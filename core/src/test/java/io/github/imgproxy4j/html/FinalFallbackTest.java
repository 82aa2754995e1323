package io.github.imgproxy4j.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinalFallbackTest {
    private static final String ATTRIBUTE = "data-imgproxy-last";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.png?v=2",
                "https://example.com/none.png",
                "HTTP://example.com/none.png",
                "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E"
            })
    void placeholderStandsOnceOnTheImage(String url) {
        Imgproxy imgproxy = unsigned().lastResort(FinalFallback.of(url)).build();

        assertThat(imgproxy.image("local:///cat.jpg").img().attributes()).containsEntry(ATTRIBUTE, url);
        assertThat(imgproxy.image("local:///cat.jpg").formats("avif").picture().children())
                .extracting(child -> child.attributes().get(ATTRIBUTE))
                .containsExactly(null, url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "vbscript:x",
                "data:text/html,<b>",
                "data:text/html,b",
                "//example.com/none.png",
                "none.png",
                "https:none.png",
                "https:///none.png",
                " /none.png",
                "/no ne.png",
                "\tjavascript:alert(1)",
                ""
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FinalFallback.of(text))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageStartingWith("last resort [" + text + "] must be none, original, or the URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/cat.jpg", "HTTPS://example.com/cat.jpg?a=1&b=\"2\""})
    void originalIsTheSourceThatABrowserCanLoad(String source) {
        assertThat(originals().build().image(source).img().attributes()).containsEntry(ATTRIBUTE, source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"local:///cat.jpg", "s3://bucket/cat.jpg", "javascript://alert(1)", "httpx://example.com/cat.jpg"
            })
    void originalOfAnotherSourceIsNone(String source) {
        assertThat(originals().build().image(source).img().attributes()).doesNotContainKey(ATTRIBUTE);
    }

    @Test
    void originalOfARelativeSourceIsResolved() {
        assertThat(originals()
                        .sourceBase("https://example.com/photos/")
                        .build()
                        .image("cat.jpg")
                        .img()
                        .attributes())
                .containsEntry(ATTRIBUTE, "https://example.com/photos/cat.jpg");
    }

    @Test
    void originalOfAnEncryptedSourceStaysHidden() {
        Imgproxy imgproxy = originals()
                .encryptSources("0123456789abcdef0123456789abcdef")
                .vectorKey("00ff")
                .build();

        assertThat(imgproxy.image("https://example.com/cat.jpg").picture().toHtml())
                .doesNotContain("example.com");
    }

    @Test
    void withoutFallbackThereIsNoChain() {
        assertThat(originals()
                        .fallback(FallbackMode.NONE)
                        .build()
                        .image("https://example.com/cat.jpg")
                        .img()
                        .attributes())
                .containsOnlyKeys("src");
    }

    @Test
    void settingReadsTheSameTexts() {
        Imgproxy imgproxy = Imgproxy.of(
                Settings.read(SettingsSource.of(
                        "test", Map.of("imgproxy.allow-unsigned", "true", "imgproxy.last-resort", "/none.png"))),
                "/img");

        assertThat(imgproxy.image("local:///cat.jpg").img().attributes()).containsEntry(ATTRIBUTE, "/none.png");
        assertThat(CoreSettings.LAST_RESORT.defaultValue()).hasToString("none");
        assertThat(FinalFallback.of("original"))
                .isSameAs(FinalFallback.ORIGINAL)
                .hasToString("original");
    }

    @Test
    void theAttributeIsOurs() {
        assertThatThrownBy(() -> unsigned().build().image("local:///cat.jpg").attribute(ATTRIBUTE, "/x.png"))
                .hasMessageContaining("is written by imgproxy4j");
    }

    private static Imgproxy.Builder originals() {
        return unsigned().lastResort(FinalFallback.ORIGINAL);
    }

    private static Imgproxy.Builder unsigned() {
        return Imgproxy.builder().allowUnsigned(true);
    }
}
