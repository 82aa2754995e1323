package io.github.imgproxy4j.embedded.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePathTest {
    private static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);
    private static final String SOURCE = "https://example.com/a/cat.jpg?x=1";

    @Test
    void base64SourceMayBeSplitAndPadded() throws Exception {
        String encoded = Base64.getUrlEncoder().encodeToString(SOURCE.getBytes(StandardCharsets.UTF_8));
        String split = encoded.substring(0, 10) + "/" + encoded.substring(10);

        assertThat(parse("/" + encoded).source()).isEqualTo(SOURCE);
        assertThat(parse("/w:1/" + split + ".png").source()).isEqualTo(SOURCE);
        assertThat(parse("/w:1/" + split + ".png").options().format).isEqualTo(ImageFormat.PNG);
    }

    @Test
    void plainSourceIsDecodedOnce() throws Exception {
        ImagePath path = parse("/w:1/plain/https://example.com/a%20b%2525+c@webp");

        assertThat(path.source()).isEqualTo("https://example.com/a b%25+c");
        assertThat(path.options().format).isEqualTo(ImageFormat.WEBP);
    }

    @Test
    void shortAndLongNamesMeanTheSame() throws Exception {
        ProcessingOptions options = options("resize:fill:300:200:1:0/quality:70/gravity:no:5/dpr:1.5/background:f0a");
        ProcessingOptions again = options("rs:fill:300:200:1:0/q:70/g:no:5/dpr:1.5/bg:255:0:170");

        assertThat(again).usingRecursiveComparison().isEqualTo(options);
        assertThat(options.resizingType).isEqualTo(ResizingType.FILL);
        assertThat(options.width).isEqualTo(300);
        assertThat(options.enlarge).isTrue();
        assertThat(options.gravity).isEqualTo(new Gravity(Gravity.Anchor.NORTH, 5, 0));
        assertThat(options.background).isEqualTo(new Rgb(255, 0, 170));
    }

    @Test
    void laterOptionsWin() throws Exception {
        assertThat(options("w:10/w:20").width).isEqualTo(20);
        assertThat(options("f:png/f:webp").format).isEqualTo(ImageFormat.WEBP);
        assertThat(options("bg:fff/bg:").background).isNull();
    }

    @Test
    void emptyArgumentsOfMetaOptionsAreSkipped() throws Exception {
        ProcessingOptions options = options("w:7/h:8/el:1/rs:::9");

        assertThat(options.width).isEqualTo(7);
        assertThat(options.height).isEqualTo(9);
        assertThat(options.enlarge).isTrue();
    }

    @Test
    void generalQualityWinsOverTheOneForAFormat() throws Exception {
        assertThat(options("fq:webp:50:jpg:60").qualityFor(ImageFormat.WEBP)).isEqualTo(50);
        assertThat(options("fq:webp:50/q:70").qualityFor(ImageFormat.WEBP)).isEqualTo(70);
        assertThat(options("q:0").qualityFor(ImageFormat.JPEG)).isEqualTo(80);
        assertThat(options("q:0").qualityFor(ImageFormat.WEBP)).isEqualTo(79);
    }

    @Test
    void paddingFollowsTheSideBeforeIt() throws Exception {
        assertThat(options("pd:5").padding).isEqualTo(new Padding(5, 5, 5, 5));
        assertThat(options("pd:5:6").padding).isEqualTo(new Padding(5, 6, 5, 6));
        assertThat(options("pd:1:2:3:4").padding).isEqualTo(new Padding(1, 2, 3, 4));
    }

    @Test
    void fileNameMayBeEncoded() throws Exception {
        assertThat(options("fn:bmljZSBjYXQ:1").fileName).isEqualTo("nice cat");
        assertThat(options("fn:nice%20cat").fileName).isEqualTo("nice%20cat");
    }

    @Test
    void expiryInThePastIsRefusedAndInTheFutureKept() throws Exception {
        assertThat(options("exp:1000100").secondsLeft(1_000_000)).hasValue(100);
        assertThat(options("exp:0").secondsLeft(1_000_000)).isEmpty();
        assertRefused("/exp:999999/plain/x", "exp");
    }

    @ParameterizedTest
    @CsvSource({
        "bl:-1, bl",
        "sh:, sh",
        "pix:1.5, pix",
        "preserve_hdr:1, preserve_hdr",
        "pr:card, pr",
        "raw:1, imgproxy.allow-raw",
        "W:100, unknown",
        "w:100/-/h:100, imgproxy Pro can",
        "-, imgproxy Pro can",
        "dpi:300, only by imgproxy",
        "skp:webp:tif, skp",
        "eth:1:1, eth",
        "kcr:1:1, kcr",
        "wm:2, wm",
        "wm:1:fp, wm",
        "wm:1:ce:0:0:0, wm",
        "ex:1:sm, smart",
        "g:sm:1, sm",
        "t:x, t",
        "t:10:red, t",
        "t:1:fff:1:1:1, t",
        "rot:45, rot",
        "rot:, rot",
        "c::5, c",
        "c:-1, c",
        "fl:1:1:1, fl",
        "mb:-1, mb",
        "aq:ml, aq",
        "aq:dssim:0.01:80:70, minimum",
        "pngo:1, interlace",
        "pngo::1:1, pngo",
        "w:-1, w",
        "w:1.5, w",
        "w:, w",
        "w:1:2, w",
        "w:99999999999, w",
        "dpr:0, dpr",
        "dpr:NaN, dpr",
        "dpr:1f, dpr",
        "rt:FILL, rt",
        "q:101, q",
        "f:tif, f",
        "bg:12, bg",
        "bg:1:2, bg",
        "bg:1:2:256, bg",
        "g:fp:0.5, focus",
        "g:fp:2:0, focus",
        "fq:webp, pairs",
        "fn:***:1, fn",
    })
    void whatCannotBeDoneIsRefusedByName(String option, String named) {
        assertRefused("/" + option + "/plain/x", named);
    }

    @Test
    void everyOptionThatOnlyImgproxyCanDoIsRefusedByItsName() {
        for (String name : OptionReader.refusedNames()) {
            assertRefused("/" + name + ":1/plain/x", "option " + name + " is not supported by the embedded processor");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msr:500",
                "max_src_resolution:x",
                "msfs:1",
                "max_src_file_size:1",
                "maf:2",
                "max_animation_frames:0",
                "mafr:1",
                "max_animation_frame_resolution:1",
                "mrd:100",
                "max_result_dimension:100",
                "pr:large"
            })
    void limitsMayNotBeChangedUnlessThatIsAllowed(String option) {
        PathRules rules = PathRules.strict(Presets.parse("large=msr:500"), NOON);

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> ImagePath.parse("/" + option + "/plain/x", rules))
                .withMessageContaining("imgproxy.allow-security-options")
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.publicText()).isEqualTo("Invalid URL");
                });
    }

    @Test
    void limitsAreChangedWhereThatIsAllowed() throws Exception {
        ProcessingOptions options = ImagePath.parse(
                        "/msr:0.5/msfs:1000/maf:3/mafr:0.25/mrd:70/plain/x",
                        new PathRules(Presets.NONE, false, true, NOON))
                .options();

        assertThat(options.limits.apply(Limits.of(100, 1, 10, Duration.ofSeconds(5))))
                .isEqualTo(new Limits(500_000, 250_000, 500_000, 3, 1000, false, Duration.ofSeconds(5)));
        assertThat(options.maxResultSide).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msr:-1", "msr:x", "msfs:1.5", "maf:0", "mafr:-1", "mrd:x", "mrd:1:2"})
    void changedLimitsFollowTheirRules(String option) {
        PathRules rules = new PathRules(Presets.NONE, false, true, NOON);

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> ImagePath.parse("/" + option + "/plain/x", rules))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void theExtensionOfARawSourceIsNotLookedAt() throws Exception {
        PathRules rules = new PathRules(Presets.NONE, true, false, NOON);

        assertThat(ImagePath.parse("/raw:1/plain/x@pdf", rules).options().raw).isTrue();
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> ImagePath.parse("/raw:0/plain/x@pdf", rules));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/w:1",
                "/w:1/",
                "/plain/",
                "/plain/a@png@webp",
                "/plain/%zz",
                "/plain/a%2",
                "/aGVsbG8+",
                "/aGVsbG8.png.webp",
                "/.png",
                "/plain/a@PNG",
                "/fit/300/200/no/1/aGVsbG8.png"
            })
    void brokenShapesAreRefused(String path) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> parse(path))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(404);
                    assertThat(refusal.publicText()).isEqualTo("Invalid URL");
                });
    }

    private static void assertRefused(String path, String named) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> parse(path))
                .withMessageContaining(named)
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    private static ProcessingOptions options(String options) throws ProcessingException {
        return parse("/" + options + "/plain/x").options();
    }

    private static ImagePath parse(String path) throws ProcessingException {
        return ImagePath.parse(path, PathRules.strict(Presets.NONE, NOON));
    }
}
