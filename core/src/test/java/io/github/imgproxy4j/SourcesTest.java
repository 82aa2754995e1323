package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.url.SourceCipher;
import io.github.imgproxy4j.internal.url.SourceWriter;
import io.github.imgproxy4j.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    static Stream<JsonNode> escapes() {
        return Vectors.of("plainEscaping");
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void plainSourcesAreEscapedToTheLetter(JsonNode vector) {
        assertThat(SourceWriter.escaped(vector.get("source").asText()))
                .isEqualTo(vector.get("escaped").asText());
    }

    static Stream<JsonNode> encryptions() {
        return Vectors.of("encryption");
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void sourcesAreEncryptedAsImgproxyDecryptsThem(JsonNode vector) {
        boolean derived = vector.hasNonNull("ivKeyHex");
        SourceCipher cipher = SourceCipher.ofHex(
                vector.get("keyHex").asText(), derived ? vector.get("ivKeyHex").asText() : "00");
        String source = vector.get("plaintext").asText();

        String encoded = derived
                ? cipher.encrypt(source)
                : cipher.encrypt(
                        source.getBytes(StandardCharsets.UTF_8),
                        HexFormat.of().parseHex(vector.get("ivHex").asText()));

        assertThat(encoded).isEqualTo(vector.get("encoded").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a//b.jpg",
                "https://example.com/../a.jpg",
                "https://example.com/./a.jpg",
                "https://example.com/..",
                "https://example.com/a b.jpg",
                "https://example.com/a.jpg?v=1",
                "https://example.com/caf\u00e9.jpg",
                "https://example.com/a%2Fb.jpg",
                "https://example.com/a;b.jpg",
                "https://user@example.com/a.jpg",
            })
    void plainSourceThatNoContainerLetsPassIsRefusedUnlessItNeedNotPass(String source) {
        Imgproxy.Builder plain = Imgproxy.builder().allowUnsigned(true).plainSources();

        assertThatThrownBy(() -> plain.build().image(source).urls())
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("source [" + source + "] cannot pass a servlet container");
        assertThat(plain.throughContainer(false).build().image(source).urls().path())
                .startsWith("/plain/https://");
    }

    @Test
    void plainSourceThatPassesIsReadable() {
        Imgproxy plain = Imgproxy.builder().allowUnsigned(true).plainSources().build();

        assertThat(plain.image("https://example.com:8443/a/b-1_2.v3~x.jpg")
                        .width(1)
                        .format("webp")
                        .urls()
                        .path())
                .isEqualTo("/w:1/plain/https://example.com:8443/a/b-1_2.v3~x.jpg@webp");
        assertThatThrownBy(
                        () -> plain.image("local:///a.jpg").urlFileName("b.jpg").urls())
                .hasMessageContaining("file name [b.jpg]");
    }

    @ParameterizedTest
    @CsvSource({
        "photos/cat.jpg, https://example.com/shop/photos/cat.jpg",
        "/photos/cat.jpg, https://example.com/photos/cat.jpg",
        "local:///cat.jpg, local:///cat.jpg",
        "s3://bucket/key, s3://bucket/key",
    })
    void relativeSourcesAreResolvedAgainstTheBase(String source, String resolved) {
        for (String base : new String[] {"https://example.com/shop", "https://example.com/shop/"}) {
            Imgproxy imgproxy =
                    Imgproxy.builder().allowUnsigned(true).sourceBase(base).build();
            Imgproxy absolute = Imgproxy.builder().allowUnsigned(true).build();

            assertThat(imgproxy.image(source).urls().path())
                    .isEqualTo(absolute.image(resolved).urls().path());
        }
    }

    @Test
    void sourceThatCouldSilentlySwitchTheHostIsRefused() {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .sourceBase("https://example.com/")
                .build();

        assertThatThrownBy(() -> imgproxy.image("//evil.example/a.jpg"))
                .hasMessageContaining("names a host without a scheme");
    }

    @Test
    void onlyAllowedSourcesAreSigned() {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://*.example.com/photos/")
                .allowSource("local:///")
                .build();

        assertThat(imgproxy.image("https://a.example.com/photos/x.jpg").urls().path())
                .isNotEmpty();
        assertThat(imgproxy.image("local:///x.jpg").urls().path()).isNotEmpty();
        for (String refused : new String[] {
            "https://example.com/photos/x.jpg",
            "https://a.example.com/other/x.jpg",
            "https://evil.com/.example.com/photos/x.jpg",
            "http://a.example.com/photos/x.jpg",
            "https://a.example.com.evil.com/photos/x.jpg",
        }) {
            assertThatThrownBy(() -> imgproxy.image(refused))
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageContaining("source [" + refused + "] must begin with one of");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example?.cdn.example.com/a.jpg",
                "https://evil.example#.cdn.example.com/a.jpg",
                "https://evil.example\\.cdn.example.com/a.jpg",
                "https://user@evil.example?.cdn.example.com/a.jpg",
                "https://evil.example@.cdn.example.com/a.jpg",
                "https://evil.example:80@x.cdn.example.com/a.jpg",
                "https://evil.example:80.cdn.example.com/a.jpg",
                "https://evil.example%2f.cdn.example.com/a.jpg",
                "https://evil.example%2F.cdn.example.com/a.jpg",
                "https://evil.example%5c.cdn.example.com/a.jpg",
                "https://evil.example%00.cdn.example.com/a.jpg",
                "https://evil.example\t.cdn.example.com/a.jpg",
                "https://evil.example\n.cdn.example.com/a.jpg",
                "https://evil.example\u0000.cdn.example.com/a.jpg",
                "https://evil.example;.cdn.example.com/a.jpg",
                "https://evil.example&.cdn.example.com/a.jpg",
                "https://[::1].cdn.example.com/a.jpg",
                // IDNA turns these into a slash, a question mark and a number sign
                "https://evil.example\uFF0F.cdn.example.com/a.jpg",
                "https://evil.example\u2100.cdn.example.com/a.jpg",
                "https://evil.example\uFF1F.cdn.example.com/a.jpg",
                "https://evil.example\uFF03.cdn.example.com/a.jpg",
            })
    void asteriskInAHostStandsForNothingThatCouldEndTheHost(String source) {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://*.cdn.example.com/")
                .build();

        assertThatThrownBy(() -> imgproxy.image(source))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("source [" + source + "] must begin with one of [https://*.cdn.example.com/]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.cdn.example.com/x.jpg",
                "https://a.b-2.c_d.cdn.example.com/x.jpg?version=1",
                "https://A.cdn.example.com/@user/x y#z.jpg",
                "https://xn--bcher-kva.cdn.example.com/",
                "https://b\u00FCcher.cdn.example.com/",
                "https://bu\u0308cher_1.\u65E5\u672C.cdn.example.com/",
            })
    void asteriskInAHostStandsForAnyNumberOfLabels(String source) {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://*.cdn.example.com/")
                .build();

        assertThat(imgproxy.image(source).urls().path()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "https://example.com/a/public/x.jpg, true",
                "https://example.com/@user/public/x.jpg, true",
                "https://example.com/caf\u00e9 1%20/public/x.jpg, true",
                "https://example.com/a?/public/x.jpg, false",
                "https://example.com/a#/public/x.jpg, false",
                "https://example.com/a\\/public/x.jpg, false",
                "https://example.com/a%2Fb/public/x.jpg, false",
                "https://example.com/a%2fb/public/x.jpg, false",
                "https://example.com/a%5Cb/public/x.jpg, false",
                "https://example.com/../public/x.jpg, false",
                "https://example.com/.%2E/public/x.jpg, false",
                "https://example.com/a/b/public/x.jpg, false",
            })
    void asteriskInAPathStandsForNothingThatCouldEndOrLeaveTheSegment(String source, boolean allowed) {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://example.com/*/public/")
                .build();

        if (allowed) {
            assertThat(imgproxy.image(source).urls().path()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> imgproxy.image(source)).hasMessageContaining("must begin with one of");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/public/../private/x.jpg",
                "https://example.com/public/./x.jpg",
                "https://example.com/public/..",
                "https://example.com/public/..?a=b",
                "https://example.com/public/%2e%2E/private/x.jpg",
                "https://example.com/public/.%2e/private/x.jpg",
                "https://example.com/public/..%2fprivate/x.jpg",
                "https://example.com/public/a%2F..%2Fprivate/x.jpg",
                "https://example.com/public/..\\private/x.jpg",
                "https://example.com/public/..%5Cprivate/x.jpg",
            })
    void dotSegmentsLeaveNoAllowedFolder(String source) {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://example.com/public/")
                .build();

        assertThatThrownBy(() -> imgproxy.image(source)).hasMessageContaining("must begin with one of");
        assertThat(imgproxy.image("https://example.com/public/.a/..b/...jpg?to=/../")
                        .urls()
                        .path())
                .isNotEmpty();
    }

    @Test
    void manyAsterisksDoNotMakeALongSourceSlow() {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://*a*a*a*a*a*a*.example.com/")
                .build();

        String source = "https://" + "a".repeat(100_000) + "!/";

        assertThatThrownBy(() -> imgproxy.image(source)).hasMessageContaining("must begin with one of");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/a.jpg, true",
        "https://example.com, https://example.com.evil.example/a.jpg, false",
        "https://example.com, https://example.com:8080/a.jpg, false",
        "https://example.com, https://example.com@evil.example/a.jpg, false",
        "https://example.com, https://example.com?a.jpg, false",
        "https://example.com:8080, https://example.com:8080/a.jpg, true",
        "https://example.com:8080, https://example.com:80801/a.jpg, false",
        "https://*.example.com, https://a.b.example.com/a.jpg, true",
        "https://*.example.com, https://a.example.com.evil.example/a.jpg, false",
        "https://*, https://example.com/a.jpg, true",
        "https://*, http://example.com/a.jpg, false",
        "https://, https://example.com/a.jpg, true",
        "https://, http://example.com/a.jpg, false",
        "s3://, s3://bucket/a.jpg, true",
        "s3://, gs://bucket/a.jpg, false",
        "s3://bucket, s3://bucket/a.jpg, true",
        "s3://bucket, s3://bucket-of-others/a.jpg, false",
        "local://, local:///a.jpg, true",
        "local://, https://example.com/a.jpg, false",
        "*, https://example.com/a.jpg, true",
    })
    void aHostAtTheEndOfAPrefixIsWhole(String prefix, String source, boolean allowed) {
        Imgproxy imgproxy =
                Imgproxy.builder().allowUnsigned(true).allowSource(prefix).build();

        if (allowed) {
            assertThat(imgproxy.image(source).urls().path()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> imgproxy.image(source))
                    .hasMessage("source [" + source + "] must begin with one of [" + prefix + "]");
        }
    }

    @Test
    void noMessageShowsAnEncryptionKey() {
        assertThatThrownBy(() -> Imgproxy.builder().encryptSources("abcdef").vectorKey("00"))
                .hasMessage("source encryption key [***] must have 16, 24 or 32 bytes");
        assertThat(SourceCipher.ofHex("00112233445566778899aabbccddeeff", "aa")).hasToString("SourceCipher[***]");
    }
}
