package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.option.WatermarkPosition;
import io.github.imgproxy4j.url.KeyLayout;
import io.github.imgproxy4j.url.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/examples.md}: what stands between the marks here stands there. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)        // example\n(.*?)        // end\n");

    private final Imgproxy imgproxy = Imgproxy.builder().key("01", "02").build();

    @Test
    void documentationHasEveryExampleToTheLetter() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/imgproxy4j/DocumentedExamplesTest.java"));
        String documentation = Files.readString(Path.of("../docs/examples.md"));
        List<String> examples = EXAMPLE.matcher(source)
                .results()
                .map(example -> example.group(1).replaceAll("(?m)^ {8}", ""))
                .toList();

        assertThat(examples).hasSize(10);
        assertThat(examples).allSatisfy(example -> assertThat(documentation).contains("```java\n" + example + "```"));
        assertThat(documentation.split("```java", -1)).hasSize(11);
    }

    @Test
    void urls() {
        // example
        ImageUrls urls = imgproxy.image("https://example.com/cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .format("webp")
                .urls();
        String cached = urls.cached(); // where the browser looks first
        String proxy = urls.proxy(); // where it falls back to
        // end

        assertThat(proxy).startsWith("/img/");
        assertThat(cached).endsWith(urls.key());
    }

    @Test
    void densities() {
        // example
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .densities(1, 2)
                .alt("A cat")
                .attribute("loading", "lazy")
                .img()
                .toHtml();
        // end

        assertThat(html).contains(" 2x");
    }

    @Test
    void ladder() {
        // example
        String html = imgproxy.image("local:///cat.jpg")
                .widthLadder(320, 1600, 0.3) // at most 30 % of the pixels are sent in vain
                .sizes("(max-width: 600px) 100vw, 50vw")
                .alt("A cat")
                .img()
                .toHtml();
        // end

        assertThat(html).contains("sizes=", "320w", "1600w");
    }

    @Test
    void formats() {
        // example
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .formats("avif", "webp")
                .alt("A cat")
                .picture()
                .toHtml();
        // end

        assertThat(html).contains("image/avif", "image/webp");
    }

    @Test
    void artDirection() {
        // example
        ImageBuilder portrait = imgproxy.image("local:///cat.jpg").resize(ResizingType.FILL, 400, 600);
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 1200, 400)
                .when("(max-width: 600px)", portrait)
                .alt("A cat")
                .picture()
                .toHtml();
        // end

        assertThat(html).contains("media=");
    }

    @Test
    void preload() {
        // example
        ImageBuilder hero = imgproxy.image("local:///cat.jpg")
                .widths(640, 1280, 1920)
                .sizes("100vw")
                .alt("A cat");
        String head = hero.preload().toHtml();
        String body = hero.attribute("fetchpriority", "high").img().toHtml();
        // end

        assertThat(head).startsWith("<link rel=");
        assertThat(body).contains("fetchpriority");
    }

    @Test
    void options() {
        // example
        String path = imgproxy.image("s3://photos/cat.jpg")
                .resize(ResizingType.FILL, 600, 600)
                .gravity(Anchor.smart())
                .watermark(Watermark.opacity(0.5)
                        .at(WatermarkPosition.SOUTH_EAST, 10, 10)
                        .scale(0.2))
                .expires(Instant.parse("2030-01-01T00:00:00Z"))
                .urls()
                .path();
        // end

        assertThat(path).contains("/wm:0.5:soea:10:10:0.2/exp:1893456000/");
    }

    @Test
    void text() {
        List<String> report = new ArrayList<>();
        // example
        try {
            imgproxy.image("local:///cat.jpg").options("q:101/rs:fit:300").urls();
        } catch (ImgproxyException refused) {
            List<String> problems = refused.problems(); // quality [101] must be from 0 to 100
            report.addAll(problems);
        }
        // end

        assertThat(report).first().isEqualTo("quality [101] must be from 0 to 100");
    }

    @Test
    void builder() {
        String newKey = "01";
        String newSalt = "02";
        String oldKey = "03";
        String oldSalt = "04";
        // example
        Imgproxy imgproxy = Imgproxy.builder()
                .key(newKey, newSalt) // signs
                .key(oldKey, oldSalt) // still verifies
                .cacheUrl("https://images.example.com/")
                .proxyUrl("/img")
                .preset("card", "rs:fill:300:200/q:80")
                .allowSource("https://photos.example.com/")
                .keyLayout(KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension())
                .lastResort(FinalFallback.placeholder("/none.png"))
                .build();
        // end

        assertThat(imgproxy.presetNames()).containsExactly("card");
    }

    @Test
    void verification() {
        ImageUrls urls = imgproxy.image("local:///cat.jpg").urls();
        String rawPath = urls.signedPath().text();
        // example
        Verification verification = imgproxy.verify(rawPath);
        String answer = switch (verification.outcome()) {
            case VERIFIED -> imgproxy.key(verification.signedPath());
            case MALFORMED, FORBIDDEN -> verification.explanation(); // for the log: names the path, never a key
        };
        // end

        assertThat(answer).isEqualTo(urls.key());
    }
}
