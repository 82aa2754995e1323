package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the constructors of every option refuse, with the exact words: the option, the value and the rule. */
class OptionRefusalTest {
    private static final String PLAIN = "may contain only letters, digits and the characters - . _ ~";
    private static final String COLOR = "must be 3 or 6 hexadecimal digits without #";

    record Refusal(ThrowingCallable call, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refusal> values() {
        return Stream.of(
                refusal(
                        () -> new Resize(ResizingType.FIT, -1, -2),
                        "resize width [-1] must be 0 or more pixels; resize height [-2] must be 0 or more pixels"),
                refusal(() -> new Size(0, -1), "size height [-1] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.WIDTH, -1), "width [-1] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.HEIGHT, -1), "height [-1] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.MIN_WIDTH, -1), "min width [-1] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.MIN_HEIGHT, -1), "min height [-1] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.PIXELATE, -1), "pixelate [-1] must be 0 or more pixels"),
                refusal(
                        () -> new NumberOption(OptionName.MAX_RESULT_DIMENSION, -1),
                        "max result dimension [-1] must be 0 or more pixels"),
                refusal(
                        () -> new Zoom(0, -1.0),
                        "zoom x [0.0] must be greater than 0; zoom y [-1.0] must be greater than 0"),
                refusal(() -> new NumberOption(OptionName.DPR, Double.NaN), "dpr [NaN] must be a finite number"),
                refusal(() -> new NumberOption(OptionName.DPR, 0), "dpr [0.0] must be greater than 0"),
                refusal(
                        () -> Extend.at(Anchor.smart()),
                        "extend anchor [[sm]] must be a side, a corner, the centre or a focus point"),
                refusal(
                        () -> ExtendAspectRatio.at(Anchor.objects("cat")),
                        "extend aspect ratio anchor [[obj, cat]] must be a side, a corner, the centre or a focus point"),
                refusal(() -> new Gravity(Anchor.proportional()), "gravity [[prop]] must not be prop"),
                refusal(
                        () -> Gravity.ofWord("north"),
                        "gravity [north []] must be one of [ce, ea, no, noea, nowe, so, soea, sowe, we] with up to two offsets, sm without, or fp with x and y from 0 to 1"),
                refusal(
                        () -> Gravity.ofWord("sm", 1),
                        "gravity [sm [1.0]] must be one of [ce, ea, no, noea, nowe, so, soea, sowe, we] with up to two offsets, sm without, or fp with x and y from 0 to 1"),
                refusal(
                        () -> Anchor.focusPoint(2, -1),
                        "focus point x [2.0] must be from 0 to 1; focus point y [-1.0] must be from 0 to 1"),
                refusal(() -> Anchor.toward(Compass.NORTH, Double.NaN, 0), "offset x [NaN] must be a finite number"),
                refusal(
                        () -> Anchor.objects("a b", ""),
                        "object class [a b] " + PLAIN + "; object class [] must not be empty"),
                refusal(
                        () -> new Anchor.WeightedObjects(List.of()),
                        "object weights [[]] must name at least one class"),
                refusal(() -> Anchor.weightedObjects("cat", -1), "object weight [-1.0] must be 0 or more"),
                refusal(
                        () -> new Crop(-1, -0.5),
                        "crop width [-1.0] must be 0 or more; crop height [-0.5] must be 0 or more"),
                refusal(() -> new Crop(1, 1, Anchor.proportional()), "crop anchor [prop] must not be prop"),
                refusal(
                        () -> Trim.threshold(Double.POSITIVE_INFINITY),
                        "trim threshold [Infinity] must be a finite number"),
                refusal(() -> Trim.threshold(1).color("#fff"), "trim color [#fff] " + COLOR),
                refusal(
                        () -> Trim.off().color("fff"),
                        "trim threshold [] must be given together with a color or" + " a side"),
                refusal(
                        () -> new Padding(-1, -2, -3, -4),
                        "padding top [-1] must be 0 or more pixels; padding right [-2] must be 0 or more pixels; padding bottom [-3] must be 0 or more pixels; padding left [-4] must be 0 or more pixels"),
                refusal(() -> new NumberOption(OptionName.ROTATE, 45), "rotate [45] must be a multiple of 90 degrees"),
                refusal(() -> new Background("#fff"), "background [#fff] " + COLOR),
                refusal(
                        () -> Background.rgb(256, 0, -1),
                        "background red [256] must be from 0 to 255; background blue [-1] must be from 0 to 255"),
                refusal(() -> new NumberOption(OptionName.BLUR, -1), "blur [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.SHARPEN, -1), "sharpen [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.MAX_BYTES, -1), "max bytes [-1] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.MAX_SRC_RESOLUTION, -1),
                        "max src resolution [-1.0] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.MAX_SRC_FILE_SIZE, -1),
                        "max src file size [-1] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.MAX_ANIMATION_FRAME_RESOLUTION, -1),
                        "max animation frame resolution [-1.0] must be 0 or more"),
                refusal(() -> new CropAspectRatio(-1), "crop aspect ratio [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.CONTRAST, -1), "contrast [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.SATURATION, -1), "saturation [-1.0] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.WATERMARK_SHADOW, -1),
                        "watermark shadow [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.DPI, -1), "dpi [-1.0] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.VIDEO_THUMBNAIL_SECOND, -1),
                        "video thumbnail second [-1.0] must be 0 or more"),
                refusal(() -> new NumberOption(OptionName.PAGE, -1), "page [-1] must be 0 or more"),
                refusal(
                        () -> Watermark.opacity(1.5).at(WatermarkPosition.TILED, 1, 1),
                        "watermark opacity [1.5] must be from 0 to 1"),
                refusal(
                        () -> new Watermark(1, null, Double.NaN, null, 0.0),
                        "watermark x [NaN] must be a finite number; watermark scale [0.0] must be greater than 0"),
                refusal(() -> new NumberOption(OptionName.QUALITY, -1), "quality [-1] must be from 0 to 100"),
                refusal(() -> new NumberOption(OptionName.QUALITY, 101), "quality [101] must be from 0 to 100"),
                refusal(() -> FormatQuality.of("webp", 101), "format quality webp [101] must be from 0 to 100"),
                refusal(
                        () -> FormatQuality.of("tif", 1),
                        "format quality [tif] must be one of [avif, best, bmp, gif, heic, ico, jpeg, jpg, jxl, mp4, pdf, png, svg, tiff, webp] in lower case"),
                refusal(() -> new FormatQuality(List.of()), "format quality [[]] must name at least one format"),
                refusal(
                        () -> new Format("PNG"),
                        "format [PNG] must be one of [avif, best, bmp, gif, heic, ico, jpeg, jpg, jxl, mp4, pdf, png, svg, tiff, webp] in lower case"),
                refusal(
                        () -> SkipProcessing.of("best"),
                        "skip processing [best] must be one of [avif, bmp, gif, heic, ico, jpeg, jpg, jxl, pdf, png, psd, svg, tiff, webp] in lower case"),
                refusal(() -> SkipProcessing.of(), "skip processing [[]] must name at least one format"),
                refusal(() -> new TextOption(OptionName.CACHEBUSTER, "a/b"), "cachebuster [a/b] " + PLAIN),
                refusal(
                        () -> new Expires(Instant.parse("1969-12-31T23:59:59Z")),
                        "expires [1969-12-31T23:59:59Z] must not be before 1970-01-01T00:00:00Z, which imgproxy ignores"),
                refusal(() -> new Filename("a\nb"), "filename [a\nb] must not hold control characters"),
                refusal(() -> new Filename("\uD800"), "filename [\uD800] must be well-formed Unicode text"),
                refusal(
                        () -> new TextOption(OptionName.WATERMARK_URL, "\uD800"),
                        "watermark url [\uD800] must be well-formed Unicode text"),
                refusal(
                        () -> new TextOption(OptionName.WATERMARK_TEXT, "\uD800"),
                        "watermark text [\uD800] must be well-formed Unicode text"),
                refusal(
                        () -> new TextOption(OptionName.STYLE, "\uD800"),
                        "style [\uD800] must be well-formed Unicode text"),
                refusal(
                        () -> new TextOption(OptionName.FALLBACK_IMAGE_URL, "\uD800"),
                        "fallback image url [\uD800] must be well-formed Unicode text"),
                refusal(() -> Preset.of(), "preset [[]] must have at least one name"),
                refusal(() -> Preset.of("a:b", ""), "preset [a:b] " + PLAIN + "; preset [] must not be empty"),
                refusal(() -> CacheTags.of(), "cache tags [[]] must have at least one name"),
                refusal(() -> CacheTags.of("a,b"), "cache tags [a,b] " + PLAIN),
                refusal(
                        () -> new NumberOption(OptionName.MAX_ANIMATION_FRAMES, 0),
                        "max animation frames [0] must be 1 or more"),
                refusal(
                        () -> new ObjectsPosition(Anchor.smart()),
                        "objects position [[sm]] must be a side, a corner, the centre, a focus point or prop"),
                refusal(
                        () -> CropObjects.of(0, "a b"),
                        "crop objects scale [0.0] must be greater than 0; crop objects class [a b] " + PLAIN),
                refusal(
                        () -> new NumberOption(OptionName.BACKGROUND_ALPHA, 1.1),
                        "background alpha [1.1] must be from 0 to 1"),
                refusal(
                        () -> new Adjust(256, -1.0, -2.0),
                        "adjust brightness [256] must be from -255 to 255; adjust contrast [-1.0] must be 0 or more; adjust saturation [-2.0] must be 0 or more"),
                refusal(
                        () -> new NumberOption(OptionName.BRIGHTNESS, -256),
                        "brightness [-256] must be from -255 to 255"),
                refusal(
                        () -> new Monochrome(2, "red"),
                        "monochrome intensity [2.0] must be from 0 to 1; monochrome color [red] " + COLOR),
                refusal(
                        () -> new Duotone(1, "x", "y"),
                        "duotone dark color [x] " + COLOR + "; duotone light color [y] " + COLOR),
                refusal(
                        () -> new UnsharpMasking(null, 0.0, 0.0),
                        "unsharp masking weight [0.0] must be greater than 0; unsharp masking divider [0.0] must be greater than 0"),
                refusal(() -> BlurAreas.of(-1), "blur areas sigma [-1.0] must be 0 or more"),
                refusal(() -> BlurAreas.of(1).area(0, 0, 2, 0), "blur areas width [2.0] must be from 0 to 1"),
                refusal(
                        () -> ProgressiveBlur.sigma(1).between(-1, 2),
                        "progressive blur start [-1.0] must be from 0 to 1; progressive blur stop [2.0] must be from 0 to 1"),
                refusal(
                        () -> new Direction("north"),
                        "direction [north] must be down, up, right, left or a number of degrees"),
                refusal(() -> Direction.degrees(Double.NaN), "direction [NaN] must be a finite number"),
                refusal(() -> BlurDetections.of(-1), "blur detections sigma [-1.0] must be 0 or more"),
                refusal(() -> DrawDetections.of(true, ""), "draw detections class [] must not be empty"),
                refusal(() -> Colorize.opacity(-1), "colorize opacity [-1.0] must be from 0 to 1"),
                refusal(() -> Gradient.opacity(1).color(""), "gradient color [] " + COLOR),
                refusal(() -> new WatermarkSize(-1, 0), "watermark size width [-1] must be 0 or more pixels"),
                refusal(
                        () -> new NumberOption(OptionName.WATERMARK_ROTATE, Double.NaN),
                        "watermark rotate [NaN] must be a finite number"),
                refusal(() -> new TextOption(OptionName.COLOR_PROFILE, ""), "color profile [] must not be empty"),
                refusal(
                        () -> new TextOption(OptionName.COLOR_PROFILE, "my profile.icc"),
                        "color profile [my profile.icc] " + PLAIN),
                refusal(
                        () -> new Autoquality(null, -1.0, -1, 101, -1.0),
                        "autoquality target [-1.0] must be 0 or more; autoquality min [-1] must be from 0 to 100; autoquality max [101] must be from 0 to 100; autoquality allowed error [-1.0] must be 0 or more"),
                refusal(
                        () -> JpegOptions.unchanged().quantTable(9),
                        "jpeg options quant table [9] must be from 0 to 8"),
                refusal(() -> PngOptions.unchanged().colors(1), "png options colors [1] must be from 2 to 256"),
                refusal(() -> new NumberOption(OptionName.PAGES, 0), "pages [0] must be 1 or more"),
                refusal(
                        () -> new VideoThumbnailTile(1, 0, 0, Frame.of(1, 1)),
                        "video thumbnail tile columns [0] must be 1 or more; video thumbnail tile rows [0] must be 1 or more"),
                refusal(
                        () -> new VideoThumbnailAnimation(1, -1, 0, Frame.of(1, 1)),
                        "video thumbnail animation delay [-1] must be 0 or more; video thumbnail animation frames [0] must be 1 or more"),
                refusal(() -> Frame.of(-1, 0).focus(2, 0), "frame width [-1] must be 0 or more pixels"),
                refusal(
                        () -> Frame.of(1, 1).focus(2, -1),
                        "frame focus x [2.0] must be from 0 to 1; frame focus y [-1.0] must be from 0 to 1"),
                refusal(() -> new Hashsum(HashsumType.MD5, "abc"), "hashsum [abc] must be 32 hexadecimal digits"),
                refusal(() -> new Hashsum(HashsumType.NONE, "abc"), "hashsum [abc] must be empty for none"),
                refusal(
                        () -> new FlagOption(OptionName.WIDTH, true),
                        "width [WIDTH] must be an option that is on or off"),
                refusal(
                        () -> new NumberOption(OptionName.ENLARGE, 1),
                        "enlarge [ENLARGE] must be an option with one number"),
                refusal(() -> new TextOption(OptionName.CROP, "x"), "crop [CROP] must be an option with one text"),
                refusal(() -> new NumberOption(OptionName.WIDTH, 1.5), "width [1.5] must be a whole number"),
                refusal(
                        () -> new NumberOption(OptionName.WIDTH, 2_147_483_648L),
                        "width [2147483648] must be at most 2147483647"),
                refusal(() -> new OtherOption("", List.of()), "option name [] must not be empty"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aBadValueIsRefused(Refusal refusal) {
        assertThatThrownBy(refusal.call()).isInstanceOf(ImgproxyException.class).hasMessage(refusal.message());
    }

    private static Refusal refusal(ThrowingCallable call, String message) {
        return new Refusal(call, message);
    }
}
