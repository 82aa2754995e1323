package io.github.imgproxy4j.documentation;

// region imports
import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.option.WatermarkPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
// endregion

/** The examples of {@code docs/examples.md}, with all the imports that they need and no others. */
final class DocumentedExamples {
    private DocumentedExamples() {}

    static List<String> urls(Imgproxy imgproxy) {
        // region urls
        ImageUrls urls = imgproxy.image("https://example.com/cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .format("webp")
                .urls();
        String cached = urls.cached(); // where the browser looks first
        String proxy = urls.proxy(); // where it falls back to
        // endregion
        return List.of(cached, proxy);
    }

    static String densities(Imgproxy imgproxy) {
        // region densities
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .densities(1, 2)
                .alt("A cat")
                .attribute("loading", "lazy")
                .img()
                .toHtml();
        // endregion
        return html;
    }

    static String ladder(Imgproxy imgproxy) {
        // region ladder
        String html = imgproxy.image("local:///cat.jpg")
                .widthLadder(320, 1600, 0.3) // at most 30 % of the pixels are sent in vain
                .sizes("(max-width: 600px) 100vw, 50vw")
                .alt("A cat")
                .img()
                .toHtml();
        // endregion
        return html;
    }

    static String formats(Imgproxy imgproxy) {
        // region formats
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .formats("avif", "webp")
                .alt("A cat")
                .picture()
                .toHtml();
        // endregion
        return html;
    }

    static String artDirection(Imgproxy imgproxy) {
        // region art-direction
        ImageBuilder portrait = imgproxy.image("local:///cat.jpg").resize(ResizingType.FILL, 400, 600);
        String html = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 1200, 400)
                .when("(max-width: 600px)", portrait)
                .alt("A cat")
                .picture()
                .toHtml();
        // endregion
        return html;
    }

    static List<String> preload(Imgproxy imgproxy) {
        // region preload
        ImageBuilder hero = imgproxy.image("local:///cat.jpg")
                .widths(640, 1280, 1920)
                .sizes("100vw")
                .alt("A cat");
        String head = hero.preload().toHtml();
        String body = hero.attribute("fetchpriority", "high").img().toHtml();
        // endregion
        return List.of(head, body);
    }

    static String options(Imgproxy imgproxy) {
        // region options
        String path = imgproxy.image("s3://photos/cat.jpg")
                .resize(ResizingType.FILL, 600, 600)
                .gravity(Anchor.smart())
                .watermark(Watermark.opacity(0.5)
                        .at(WatermarkPosition.SOUTH_EAST, 10, 10)
                        .scale(0.2))
                .expires(Instant.parse("2030-01-01T00:00:00Z"))
                .urls()
                .path();
        // endregion
        return path;
    }

    static List<String> text(Imgproxy imgproxy) {
        List<String> report = new ArrayList<>();
        // region text
        try {
            imgproxy.image("local:///cat.jpg").options("q:101/rs:fit:300").urls();
        } catch (ImgproxyException refused) {
            List<String> problems = refused.problems(); // quality [101] must be from 0 to 100
            report.addAll(problems);
        }
        // endregion
        return report;
    }

    static Imgproxy builder(String newKey, String newSalt, String oldKey, String oldSalt) {
        // region builder
        Imgproxy imgproxy = Imgproxy.builder()
                .key(newKey)
                .salt(newSalt) // signs
                .key(oldKey)
                .salt(oldSalt) // still verifies
                .cacheUrl("https://images.example.com/")
                .proxyUrl("/img")
                .preset("card", "rs:fill:300:200/q:80")
                .allowSource("https://photos.example.com/")
                .keyLayout(KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension())
                .lastResort(FinalFallback.placeholder("/none.png"))
                .build();
        // endregion
        return imgproxy;
    }

    static String verification(Imgproxy imgproxy, String rawPath) {
        // region verification
        Verification verification = imgproxy.verify(rawPath);
        String answer = switch (verification.outcome()) {
            case VERIFIED -> imgproxy.key(verification.signedPath());
            case MALFORMED, FORBIDDEN -> verification.explanation(); // for the log: names the path, never a key
        };
        // endregion
        return answer;
    }
}
