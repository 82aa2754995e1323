package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor responds to a path: status, headers, and the source itself where that is asked for. */
class ProcessorTest extends ProcessorFixture {
    @Test
    void headersReportSizesAgeAndOrigin() throws Exception {
        byte[] source = TestImages.jpeg(TestImages.waves(400, 300));
        store("photo.jpg", source);

        ProcessorResponse response = processor.process("/w:100/plain/local:///photo.jpg");

        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(response.body().length));
        assertThat(header(response, "Cache-Control")).isEqualTo("max-age=31536000, public");
        assertThat(header(response, "X-Origin-Width")).isEqualTo("400");
        assertThat(header(response, "X-Origin-Height")).isEqualTo("300");
        assertThat(header(response, "X-Origin-Content-Length")).isEqualTo(Integer.toString(source.length));
        assertThat(header(response, "X-Result-Width")).isEqualTo("100");
        assertThat(header(response, "X-Result-Height")).isEqualTo("75");
        assertThat(response.headers().firstValue("Last-Modified")).isPresent();
        assertThat(response.headers().firstValue("ETag")).isPresent();
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aFormatThatIsSkippedIsDeliveredUntouched() throws Exception {
        byte[] file = TestImages.png(TestImages.waves(40, 30));
        store("photo.png", file);

        ProcessorResponse response = processor.process("/skp:png:tiff/w:10/plain/local:///photo.png");

        assertThat(response.body()).isEqualTo(file);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.headers().firstValue("X-Result-Width")).contains("40");
        assertThat(processor
                        .process("/skp:png/w:10/plain/local:///photo.png@png")
                        .body())
                .isEqualTo(file);
        assertThat(read("/skp:png/w:10/plain/local:///photo.png@jpg").getWidth())
                .isEqualTo(10);
    }

    @Test
    void aSkippedSourceIsNoWayAroundTheLimits() throws Exception {
        store("bomb.png", TestImages.pngBomb(2001, 1000));

        assertThat(processor.process("/skp:png/plain/local:///bomb.png").status())
                .isEqualTo(422);
    }

    @Test
    void aRawSourceIsDeliveredUntouchedWhereThatIsAllowed() throws Exception {
        byte[] image = TestImages.png(TestImages.waves(40, 30));
        store("photo.jpg", image);
        store("notes.txt", "text".getBytes(StandardCharsets.UTF_8));
        PathRules rules = new PathRules(Presets.NONE, true, false, NOON);

        ProcessorResponse response = processor(rules).process("/raw:1/w:10/plain/local:///photo.jpg@pdf");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(image);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.headers().firstValue("Content-Disposition")).contains("inline; filename=\"photo.jpg\"");
        assertThat(processor(rules)
                        .process("/raw:1/plain/local:///notes.txt")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/octet-stream");
        assertThat(processor.process("/raw:1/plain/local:///photo.jpg").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "msr:0.0005, 422",
        "msr:0.0012, 200",
        "msfs:100, 422",
        "msfs:0, 200",
        "mrd:20, 200",
    })
    void limitsOfThePathCount(String option, int status) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(40, 30)));
        PathRules rules = new PathRules(Presets.NONE, false, true, NOON);

        assertThat(processor(rules)
                        .process("/" + option + "/plain/local:///photo.png")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void expiryShortensTheAge() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        assertThat(header(processor.process("/exp:1000060/plain/local:///photo.png"), "Cache-Control"))
                .isEqualTo("max-age=60, public");
        assertThat(processor.process("/exp:999999/plain/local:///photo.png").status())
                .isEqualTo(404);
    }

    @Test
    void attachmentAndFileNameGoIntoTheDisposition() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse response = processor.process("/fn:my%22 \"caté/att:1/plain/local:///photo.png@webp");

        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"my%22 %22cat\u00c3\u00a9.webp\"");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpg, 200, image/jpeg",
        "IMAGE/JPG; q=1, 200, image/jpeg; q=1",
        "image/pjpeg, 200, image/jpeg",
        "image/jpeg, 200, image/jpeg",
        "image/svg+xml, 422, text/plain"
    })
    void aRawSourceHasATypeThatBrowsersKnow(String type, int status, String delivered) throws Exception {
        byte[] file = TestImages.jpeg(TestImages.waves(4, 3));
        Processor raw = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(file, null, null, type, MemoryBudget.Claim.none()),
                new PathRules(Presets.NONE, true, false, Clock.systemUTC()),
                Limits.of(1000, 1, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 20),
                null,
                null);

        ProcessorResponse response = raw.process("/raw:1/plain/x");

        assertThat(response.status()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo(delivered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/raw:1/plain/x", "/plain/x", "/skp:svg/plain/x", "/plain/x@svg"})
    void aPageThatIsLabelledAsAnSvgImageIsRefused(String path) throws Exception {
        byte[] page = "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script><svg/></html>"
                .getBytes(StandardCharsets.UTF_8);
        Processor processor = new Processor(
                (url, maxBytes, deadline) ->
                        new SourceBytes(page, null, null, "image/svg+xml", MemoryBudget.Claim.none()),
                new PathRules(Presets.NONE, true, false, Clock.systemUTC()),
                Limits.of(1000, 1, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 20),
                null,
                null);

        assertThat(processor.process(path).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bypass_cache:1", "bc:0", "cache_tags:a:b", "ct:a"})
    void whatIsForImgproxysCacheChangesNothing(String option) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        assertThat(processor.process("/" + option + "/plain/local:///photo.png").body())
                .isEqualTo(processor.process("/plain/local:///photo.png").body());
    }

    @ParameterizedTest
    @CsvSource({
        "/monochrome:1/plain/local:///photo.png, 404, Invalid URL",
        "/plain/local:///photo.png@avif, 422, Invalid URL",
        "/plain/local:///photo.png@svg, 422, Invalid URL",
        "/plain/local:///missing.png, 404, Source is unreachable",
        "/plain/local:///, 404, Source is unreachable",
        "/plain/s3://bucket/photo.png, 404, Source is unreachable",
        "/plain/photo.png, 404, Source is unreachable",
        "/rs:force:3000:3000:1/plain/local:///photo.png, 422, Invalid URL",
        "/rs:force:2000000000:2000000000:1/dpr:8/plain/local:///photo.png, 422, Invalid URL",
        "/pd:2147483647/plain/local:///photo.png, 422, Invalid URL",
    })
    void refusalsAreShortPlainTexts(String path, int status, String text) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse response = processor.process(path);

        assertThat(response.status()).isEqualTo(status);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain");
        assertThat(response.headers().firstValue("Cache-Control")).isEmpty();
    }
}
