package io.github.imgproxy4j.filter.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {0, 8, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200E, 0x202E, 0x2028, 0x2029, 0xFEFF, 0xE0001})
    void characterThatIsNoneIsShownByItsNumber(int character) {
        String text = "a" + Character.toString(character) + "b";

        assertThat(LogText.of(text)).isEqualTo(String.format("a\\u%04xb", character));
        assertThat(LogText.of(new IOException(text))).startsWith("java.io.IOException: a\\u");
    }

    @Test
    void lettersOfAllLanguagesStayAndLengthIsLimited() {
        assertThat(LogText.of("Ünï 図 😀 \\ \"")).isEqualTo("Ünï 図 😀 \\ \"");
        assertThat(LogText.of("x".repeat(5000))).hasSize(1001).endsWith("…");
        assertThat(LogText.of(null)).isEqualTo("null");
        assertThat(LogText.of("\ud800")).isEqualTo("\\ud800");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a.jpg?X-Amz-Signature=abc, https://example.com/a.jpg",
        "'https://example.com/a.jpg?x\nX-Amz-Signature=abc', https://example.com/a.jpg",
        "https://user:secret@example.com/a.jpg, https://example.com/a.jpg",
        "https://user:se@cret@example.com/a@2x.jpg#f, https://example.com/a@2x.jpg",
        "https://cdn/https://user:secret@example.com/a.jpg, https://cdn/https://example.com/a.jpg",
        "s3://bucket/key@2x.jpg, s3://bucket/key@2x.jpg",
        "'local:///a\n.jpg', local:///a\\u000a.jpg"
    })
    void sourceHasNoSecretsInEveryEncodingOfAPath(String source, String shown) {
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(source.getBytes(StandardCharsets.UTF_8));
        String escaped = source.replace("%", "%25").replace("?", "%3F").replace("\n", "%0A");

        assertThat(LogText.source(source)).isEqualTo(shown);
        assertThat(LogText.path("/w:300/" + base64)).isEqualTo("/w:300/" + shown);
        assertThat(LogText.path("/rs:fit:1:2/w:3/" + base64.substring(0, 8) + "/" + base64.substring(8) + ".webp"))
                .isEqualTo("/rs:fit:1:2/w:3/" + shown + "@webp");
        assertThat(LogText.path("/w:300/plain/" + escaped)).isEqualTo("/w:300/" + shown);
    }

    @ParameterizedTest
    @CsvSource({
        "/w:300/enc/abcdef, /w:300/enc/…",
        "/w:300/a*b, /w:300/…",
        "/w:300/aHR0cHM6Ly9oL2E.web%1B, /w:300/https://h/a",
        "/wmu:aHR0cHM6Ly9oL2E/w:1/bG9jYWw, /wmu:…/w:1/local",
        "/bG9jYWw, /local",
        "/, /",
        "'', /",
    })
    void whatCannotBeReadOrHoldsAUrlIsLeftOut(String path, String shown) {
        assertThat(LogText.path(path)).isEqualTo(shown);
    }

    @Test
    void explanationOfARefusedSignatureShowsThePathLikeAnyOther() {
        Imgproxy imgproxy =
                Imgproxy.builder().key("736563726574").salt("68656C6C6F").build();
        String path = "/w:1/"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("https://h/a?x=1".getBytes(StandardCharsets.UTF_8));
        String signature = "A".repeat(43);

        assertThat(LogText.explanation(imgproxy.verify("/" + signature + path).explanation()))
                .endsWith("[/w:1/https://h/a]");
        assertThat(LogText.explanation(imgproxy.verify("/x" + path).explanation()))
                .isNotEmpty()
                .doesNotContain("[");
    }
}
