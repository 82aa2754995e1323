package io.github.imgproxy4j.internal.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does not make is not in a URL, whichever way it is asked for. */
class SupportedFormatsTest {
    private static final String SOURCE = "local:///a.png";

    private final Imgproxy limited =
            builder().formats(List.of("jpeg", "png", "webp")).build();
    private final Imgproxy free = builder().build();

    private static Imgproxy.Builder builder() {
        return Imgproxy.builder()
                .allowUnsigned(true)
                .preset("modern", "w:300/f:avif/q:80")
                .preset("plain", "w:300/q:80")
                .publicPreset("plain", "1x avif")
                .allowSource("local:///");
    }

    @Test
    void aPictureHasASourceForEachFormatThatIsMade() {
        assertThat(types(limited.image(SOURCE).formats("avif", "jxl", "webp").picture()))
                .containsExactly("image/webp");
        assertThat(types(free.image(SOURCE).formats("avif", "jxl", "webp").picture()))
                .containsExactly("image/avif", "image/jxl", "image/webp");
        assertThat(types(limited.image(SOURCE)
                        .formats("avif")
                        .when("print", limited.image(SOURCE).formats("jxl", "webp"))
                        .picture()))
                .containsExactly("image/webp");
        assertThat(limited.image(SOURCE).formats("avif", "webp").preload().attributes())
                .containsEntry("type", "image/webp");
        assertThat(limited.image(SOURCE).formats("avif").preload().attributes()).doesNotContainKey("type");
    }

    private static List<String> types(Element picture) {
        return picture.children().stream()
                .map(child -> child.attributes().get("type"))
                .filter(type -> type != null)
                .toList();
    }

    @Test
    void theImageItselfHasNoFormatThatIsNotMade() {
        String path = limited.image(SOURCE).urls().path();

        assertThat(limited.image(SOURCE).format("avif").urls().path()).isEqualTo(path);
        assertThat(limited.image(SOURCE).option("f", "avif").urls().path()).isEqualTo(path);
        assertThat(limited.image(SOURCE).options("ext:jxl/w:9").urls().path())
                .isEqualTo(limited.image(SOURCE).width(9).urls().path());
        assertThat(limited.image(SOURCE).preset("modern").urls().path())
                .isEqualTo(limited.image(SOURCE).preset("plain").urls().path());
        assertThat(limited.publicImage("plain", SOURCE).urls().path())
                .isEqualTo(limited.image(SOURCE).preset("plain").urls().path());
        assertThat(free.image(SOURCE).format("avif").urls().path()).isEqualTo(path + ".avif");
        assertThat(free.image(SOURCE).preset("modern").urls().path()).contains("/f:avif/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "jpeg", "png", "webp"})
    void whatIsMadeStaysAsItIsWritten(String format) {
        assertThat(limited.image(SOURCE).format(format).urls().path()).endsWith("." + format);
        assertThat(limited.image(SOURCE).option("f", format).urls().path()).startsWith("/f:" + format + "/");
    }

    @Test
    void unknownFormatsAreStillRefused() {
        assertThatThrownBy(() -> limited.image(SOURCE).format("avi")).hasMessageStartingWith("format [avi] must be");
        assertThatThrownBy(() -> limited.image(SOURCE).formats("avi")).hasMessageStartingWith("formats [avi] must be");
        assertThatThrownBy(() -> builder().formats(List.of("webp", "avi", "mpg")))
                .hasMessageContaining("formats [avi] must be one of")
                .hasMessageContaining("formats [mpg] must be one of");
        assertThatThrownBy(() -> builder().formats(List.of())).hasMessage("formats [] must name at least one");
    }

    @Test
    void unsupportedFormatsAreReported() {
        assertThat(limited.unsupportedFormats()).containsExactly("avif", "gif", "jxl");
        assertThat(limited.knowsFormats()).isTrue();
        assertThat(free.unsupportedFormats()).isEmpty();
        assertThat(free.knowsFormats()).isFalse();
    }

    @Test
    void theSettingNamesTheFormatsOfARemoteServer() {
        assertThat(of("jpg, png,webp").unsupportedFormats()).containsExactly("avif", "gif", "jxl");
        assertThatThrownBy(() -> of("jpg,WEBP"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("test imgproxy.formats: formats [WEBP] must be one of")
                .hasMessageContaining("in lower case");
    }

    private static Imgproxy of(String formats) {
        return Imgproxy.of(
                Settings.read(SettingsSource.of(
                        "test", Map.of("imgproxy.allow-unsigned", "true", "imgproxy.formats", formats))),
                "/img");
    }
}
