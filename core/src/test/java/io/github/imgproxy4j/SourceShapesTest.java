package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.template.ImageAttributes;
import io.github.imgproxy4j.testing.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be a source, and what is said to the author of a page otherwise; the JavaScript module has the same table. */
class SourceShapesTest {
    private static final String BASE = "https://example.com/photos/";
    private static final String DOT = "data:image/png;base64,iVBORw0KGgo=";
    private static final Imgproxy WITHOUT_BASE =
            Imgproxy.builder().allowUnsigned(true).build();
    private static final Imgproxy WITH_BASE =
            Imgproxy.builder().allowUnsigned(true).sourceBase(BASE).build();

    static Stream<JsonNode> sources() {
        return Vectors.sources();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceIsSignedPrintedOrRefused(JsonNode vector) {
        String source = vector.get("source").asText();
        if (vector.has("untouched")) {
            assertThat(WITH_BASE.image(source).alt("x").width(9).img().attributes())
                    .containsOnlyKeys("src", "alt")
                    .containsEntry("src", source);
            return;
        }
        if (vector.has("refused")) {
            assertRefused(WITHOUT_BASE, vector);
        } else {
            assertThat(signedSource(WITHOUT_BASE, source)).isEqualTo(source);
        }
        if (vector.has("resolved")) {
            assertThat(signedSource(WITH_BASE, source))
                    .isEqualTo(vector.get("resolved").asText());
        } else {
            assertRefused(WITH_BASE, vector);
        }
    }

    private static void assertRefused(Imgproxy imgproxy, JsonNode vector) {
        String source = vector.get("source").asText();
        for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> imgproxy.image(source), () -> imgproxy.info(source), () -> imgproxy.keyPrefixOf(source))) {
            assertThatThrownBy(call)
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageStartingWith("source [" + source + "] ")
                    .hasMessageContaining(vector.get("refused").asText());
        }
    }

    private static String signedSource(Imgproxy imgproxy, String source) {
        return imgproxy.sourceOf(imgproxy.image(source).urls().signedPath());
    }

    @Test
    void theMessageNamesTheWaysOut() {
        assertThatThrownBy(() -> WITHOUT_BASE.image("/images/cat.jpg"))
                .hasMessage("source [/images/cat.jpg] has no scheme; set imgproxy.source-base to its base, or write"
                        + " https://HOST/PATH for a file on the web, local:///PATH for one on the server");
        assertThatThrownBy(() -> WITH_BASE.image("//example.com/cat.jpg"))
                .hasMessage("source [//example.com/cat.jpg] names a host without a scheme; write"
                        + " https://example.com/cat.jpg");
    }

    @Test
    void anImageThatIsItsOwnSourceHasNoVariants() {
        ImageBuilder dot = WITHOUT_BASE.image(DOT).densities(1, 2).formats("webp");

        for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(dot::urls, dot::preload)) {
            assertThatThrownBy(call)
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageStartingWith("source [" + DOT + "] is the image itself");
        }
        assertThatThrownBy(() -> WITHOUT_BASE.info(DOT)).isInstanceOf(ImgproxyException.class);
        assertThat(dot.view().getProxy()).isEqualTo(DOT);
        assertThat(dot.view().getSrcset()).isEmpty();
        assertThat(dot.picture().toHtml()).isEqualTo("<picture><img src=\"" + DOT + "\"></picture>");
    }

    @Test
    void messagesShowOnlyTheBeginningOfData() {
        assertThatThrownBy(() -> WITHOUT_BASE.image("data:text/plain," + "x".repeat(10_000)))
                .hasMessageStartingWith("source [data:text/plain,xxx")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(150));
    }

    @Test
    void allowedSourcesDoNotApplyToDataUrls() {
        Imgproxy limited = Imgproxy.builder()
                .allowUnsigned(true)
                .preset("card", "w:300")
                .publicPreset("card", "1x 2x")
                .allowSource("https://example.com/")
                .build();

        assertThat(limited.image(DOT).img().attributes()).containsEntry("src", DOT);
        assertThat(limited.publicImage("card", DOT).img().attributes()).containsEntry("src", DOT);
        assertThat(ImageAttributes.of(java.util.Map.of("src", DOT)).preload(limited))
                .isEmpty();
    }
}
