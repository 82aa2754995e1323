package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.svg.SvgGuard;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are two things at once: of what is not image nothing comes through, or nothing comes at all. */
class PolyglotTest {
    private static final String PAYLOAD = "<script>alert('payload')</script>";

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("corpus")
    void onlyPixelsComeThrough(String name, String format, byte[] file) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(file, null, null, "text/html", MemoryBudget.Claim.none()),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(1_000_000, 10, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(256 << 20),
                null,
                null);

        ProcessorResponse answer = processor.process("/sm:0/kcr:0/plain/x" + (format.isEmpty() ? "" : "@" + format));

        String body = new String(answer.body(), ISO_8859_1);
        assertThat(answer.status()).isIn(200, 422);
        assertThat(body).doesNotContain("alert", "payload", "PK\u0003\u0004", "%PDF");
        if (answer.status() == 422) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
            assertThat(body).hasSizeLessThan(60);
        } else {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo(magicType(answer.body()));
        }
    }

    static Stream<Arguments> corpus() throws Exception {
        return files().entrySet().stream()
                .flatMap(file -> Stream.of("", "png", "jpg", "webp", "gif")
                        .map(format -> Arguments.of(file.getKey(), format, file.getValue())));
    }

    private static Map<String, byte[]> files() throws Exception {
        BufferedImage image = TestImages.waves(24, 16);
        byte[] payload = PAYLOAD.getBytes(ISO_8859_1);
        byte[] zip = TestFiles.zip("payload.js", "alert('payload')");
        Map<String, byte[]> hosts = new LinkedHashMap<>();
        hosts.put("GIF", TestImages.gif(image));
        hosts.put("PNG", TestImages.png(image));
        hosts.put("JPEG", TestImages.jpeg(image));
        hosts.put("progressive JPEG", TestImages.jpeg(image, true));
        hosts.put("BMP", TestImages.bmp(image));
        hosts.put("WebP", Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 80));
        hosts.put("lossless WebP", TestFiles.losslessWebp(image));
        hosts.put("TIFF", TestFiles.tiff(image, ""));
        hosts.put("ICO", TestFiles.ico(new TestFiles.Icon(24, 16, TestImages.png(image))));
        Map<String, byte[]> files = new LinkedHashMap<>();
        Random random = new Random(7);
        hosts.forEach((name, host) -> {
            files.put(name + " with HTML behind", TestImages.concat(host, payload));
            files.put(name + " with a ZIP file behind", TestImages.concat(host, zip));
            files.put(name + " with HTML before", TestImages.concat(payload, host));
            files.put(name + " with a PDF head before", TestImages.concat("%PDF-1.4\n".getBytes(ISO_8859_1), host));
            files.put(name + " with HTML in the middle", overwritten(host, host.length / 2, payload));
            files.put(name + " cut, then HTML", TestImages.concat(Arrays.copyOf(host, host.length / 2), payload));
            byte[] magicOfAnother = host.clone();
            byte[] other = hosts.get("PNG");
            System.arraycopy(other, 0, magicOfAnother, 0, 8 + random.nextInt(8));
            files.put(name + " with the head of a PNG", magicOfAnother);
        });
        files.putAll(inside(image, payload));
        return files;
    }

    /** Hidden where formats have room for text. */
    private static Map<String, byte[]> inside(BufferedImage image, byte[] payload) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("PNG with HTML in a chunk", TestImages.withChunk(TestImages.png(image), "tEXt", payload));
        files.put("PNG with HTML in an unknown chunk", TestImages.withChunk(TestImages.png(image), "juNk", payload));
        files.put("JPEG with HTML in a comment", TestImages.withSegment(TestImages.jpeg(image), 0xFE, payload));
        files.put("JPEG with HTML in a segment", TestImages.withSegment(TestImages.jpeg(image), 0xEB, payload));
        byte[] gif = TestImages.gif(image);
        byte[] script = gif.clone();
        // GIF89a/*…*/=1;alert(…): the screen's size reads as the start of a comment.
        System.arraycopy("/*".getBytes(ISO_8859_1), 0, script, 6, 2);
        files.put("GIF that is a script", TestImages.concat(script, "*/=1;alert('payload')//;".getBytes(ISO_8859_1)));
        files.put(
                "SVG called PNG",
                ("<svg xmlns='http://www.w3.org/2000/svg'>" + PAYLOAD + "</svg>").getBytes(ISO_8859_1));
        files.put(
                "SVG behind the magic of a PNG",
                TestImages.concat(
                        "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1),
                        ("<svg xmlns='http://www.w3.org/2000/svg'>" + PAYLOAD + "</svg>").getBytes(ISO_8859_1)));
        files.put("HTML", ("<!DOCTYPE html><html>" + PAYLOAD + "</html>").getBytes(ISO_8859_1));
        files.put(
                "ICO that is a ZIP file",
                TestImages.concat(
                        TestFiles.ico(new TestFiles.Icon(16, 16, new byte[60])),
                        TestFiles.zip("payload.js", "alert('payload')")));
        files.put("TIFF that is a script", TestImages.concat("II*\0".getBytes(ISO_8859_1), payload));
        files.put(
                "one colour PNG with a tail",
                TestImages.concat(TestImages.png(TestImages.filled(8, 8, new Color(1, 2, 3, 4))), payload));
        return files;
    }

    private static byte[] overwritten(byte[] host, int at, byte[] payload) {
        byte[] changed = host.clone();
        System.arraycopy(payload, 0, changed, at, Math.min(payload.length, host.length - at));
        return changed;
    }

    private static String magicType(byte[] body) throws ProcessingException {
        return SvgGuard.looksLikeSvg(body)
                ? "image/svg+xml"
                : HeaderReader.read(body).format().mimeType();
    }
}
