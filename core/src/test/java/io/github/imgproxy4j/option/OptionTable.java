package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImageBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every processing option: the call, the value, and the segments that both stand for. Those of imgproxy Pro have a file of their own. */
final class OptionTable {
    private OptionTable() {}

    /**
     * One use of an option.
     *
     * @param call the call of the builder
     * @param option the value that the call makes
     * @param segment with the short name
     * @param longSegment with the long name
     */
    record Row(Consumer<ImageBuilder> call, ProcessingOption option, String segment, String longSegment) {
        @Override
        public String toString() {
            return segment;
        }
    }

    static List<Row> rows() {
        return Stream.concat(openRows().stream(), ProOptionTable.rows().stream())
                .toList();
    }

    private static List<Row> openRows() {
        return List.of(
                // geometry
                row(
                        image -> image.resize(ResizingType.FILL, 300, 200),
                        new Resize(ResizingType.FILL, 300, 200),
                        "rs:fill:300:200",
                        "resize:fill:300:200"),
                row(
                        image -> image.resize(new Resize(ResizingType.FILL_DOWN, 640, 480)
                                .enlarge(true)
                                .extend(Extend.at(Anchor.toward(Compass.NORTH, 0, 10)))),
                        new Resize(
                                ResizingType.FILL_DOWN,
                                640,
                                480,
                                true,
                                new Extend(true, new Anchor.Toward(Compass.NORTH, 0.0, 10.0))),
                        "rs:fill-down:640:480:1:1:no:0:10",
                        "resize:fill-down:640:480:1:1:no:0:10"),
                row(
                        image -> image.resize(new Resize(ResizingType.AUTO, 0, 0).extend(Extend.off())),
                        new Resize(ResizingType.AUTO, 0, 0, null, Extend.off()),
                        "rs:auto:0:0::0",
                        "resize:auto:0:0::0"),
                row(image -> image.size(300, 0), new Size(300, 0), "s:300:0", "size:300:0"),
                row(
                        image ->
                                image.size(new Size(300, 200).enlarge(false).extend(Extend.toward(Compass.SOUTH_EAST))),
                        new Size(300, 200, false, Extend.toward(Compass.SOUTH_EAST)),
                        "s:300:200:0:1:soea",
                        "size:300:200:0:1:soea"),
                row(
                        image -> image.resizingType(ResizingType.FORCE),
                        new Resizing(ResizingType.FORCE),
                        "rt:force",
                        "resizing_type:force"),
                row(image -> image.width(300), new NumberOption(OptionName.WIDTH, 300), "w:300", "width:300"),
                row(image -> image.height(0), new NumberOption(OptionName.HEIGHT, 0), "h:0", "height:0"),
                row(image -> image.minWidth(50), new NumberOption(OptionName.MIN_WIDTH, 50), "mw:50", "min-width:50"),
                row(
                        image -> image.minHeight(60),
                        new NumberOption(OptionName.MIN_HEIGHT, 60),
                        "mh:60",
                        "min-height:60"),
                row(image -> image.zoom(1.5), new Zoom(1.5), "z:1.5", "zoom:1.5"),
                row(image -> image.zoom(0.5, 2), new Zoom(0.5, 2.0), "z:0.5:2", "zoom:0.5:2"),
                row(image -> image.dpr(1.25), new NumberOption(OptionName.DPR, 1.25), "dpr:1.25", "dpr:1.25"),
                row(image -> image.enlarge(true), new FlagOption(OptionName.ENLARGE, true), "el:1", "enlarge:1"),
                row(image -> image.enlarge(false), new FlagOption(OptionName.ENLARGE, false), "el:0", "enlarge:0"),
                row(image -> image.extend(false), Extend.off(), "ex:0", "extend:0"),
                row(
                        image -> image.extend(Extend.at(Anchor.toward(Compass.CENTER, 5, -5))),
                        new Extend(true, Anchor.toward(Compass.CENTER, 5, -5)),
                        "ex:1:ce:5:-5",
                        "extend:1:ce:5:-5"),
                row(image -> image.extendAspectRatio(true), ExtendAspectRatio.on(), "exar:1", "extend_aspect_ratio:1"),
                row(
                        image -> image.extendAspectRatio(ExtendAspectRatio.at(Anchor.focusPoint(0.5, 0.25))),
                        new ExtendAspectRatio(true, Anchor.focusPoint(0.5, 0.25)),
                        "exar:1:fp:0.5:0.25",
                        "extend_aspect_ratio:1:fp:0.5:0.25"),
                row(
                        image -> image.gravity(Compass.NORTH_WEST),
                        new Gravity(Anchor.toward(Compass.NORTH_WEST)),
                        "g:nowe",
                        "gravity:nowe"),
                row(
                        image -> image.gravity(Compass.SOUTH_WEST, 10, -0.2),
                        new Gravity(Anchor.toward(Compass.SOUTH_WEST, 10, -0.2)),
                        "g:sowe:10:-0.2",
                        "gravity:sowe:10:-0.2"),
                row(image -> image.gravity(Anchor.smart()), new Gravity(Anchor.smart()), "g:sm", "gravity:sm"),
                row(
                        image -> image.gravity("fp", 0.125, 0.875),
                        new Gravity(Anchor.focusPoint(0.125, 0.875)),
                        "g:fp:0.125:0.875",
                        "gravity:fp:0.125:0.875"),
                row(
                        image -> image.gravity("so", 5),
                        new Gravity(new Anchor.Toward(Compass.SOUTH, 5.0, null)),
                        "g:so:5",
                        "gravity:so:5"),
                row(
                        image -> image.gravity(Anchor.objects("face", "cat")),
                        new Gravity(Anchor.objects("face", "cat")),
                        "g:obj:face:cat",
                        "gravity:obj:face:cat"),
                row(image -> image.gravity(Anchor.objects()), new Gravity(Anchor.objects()), "g:obj", "gravity:obj"),
                row(
                        image -> image.gravity(Anchor.weightedObjects("all", 2).and("face", 3.5)),
                        new Gravity(Anchor.weightedObjects("all", 2).and("face", 3.5)),
                        "g:objw:all:2:face:3.5",
                        "gravity:objw:all:2:face:3.5"),
                row(image -> image.crop(100, 200), new Crop(100, 200), "c:100:200", "crop:100:200"),
                row(
                        image -> image.crop(0.5, 0, Anchor.toward(Compass.NORTH_EAST, 0.1, 10)),
                        new Crop(0.5, 0).around(Anchor.toward(Compass.NORTH_EAST, 0.1, 10)),
                        "c:0.5:0:noea:0.1:10",
                        "crop:0.5:0:noea:0.1:10"),
                row(image -> image.trim(10.5), Trim.threshold(10.5), "t:10.5", "trim:10.5"),
                row(
                        image -> image.trim(Trim.threshold(0)
                                .color("ff00ff")
                                .equalHorizontal(true)
                                .equalVertical(false)),
                        new Trim(0.0, "ff00ff", true, false),
                        "t:0:ff00ff:1:0",
                        "trim:0:ff00ff:1:0"),
                row(
                        image -> image.trim(Trim.threshold(-1).equalVertical(true)),
                        new Trim(-1.0, null, null, true),
                        "t:-1:::1",
                        "trim:-1:::1"),
                row(image -> image.trim(Trim.off()), Trim.off(), "t:", "trim:"),
                row(image -> image.padding(10), Padding.all(10), "pd:10", "padding:10"),
                row(image -> image.padding(0, 20), Padding.symmetric(0, 20), "pd:0:20", "padding:0:20"),
                row(
                        image -> image.padding(10, 20, 30, 40),
                        new Padding(10, 20, 30, 40),
                        "pd:10:20:30:40",
                        "padding:10:20:30:40"),
                row(
                        image -> image.padding(new Padding(null, 20, null, null)),
                        new Padding(null, 20, null, null),
                        "pd::20",
                        "padding::20"),
                row(
                        image -> image.autoRotate(false),
                        new FlagOption(OptionName.AUTO_ROTATE, false),
                        "ar:0",
                        "auto_rotate:0"),
                row(image -> image.rotate(0), new NumberOption(OptionName.ROTATE, 0), "rot:0", "rotate:0"),
                row(image -> image.rotate(-90), new NumberOption(OptionName.ROTATE, -90), "rot:-90", "rotate:-90"),
                row(image -> image.flip(Flip.leftRight()), new Flip(true, false), "fl:1:0", "flip:1:0"),
                row(image -> image.flip(Flip.upsideDown()), new Flip(false, true), "fl:0:1", "flip:0:1"),
                row(image -> image.flip(Flip.both()), new Flip(true, true), "fl:1:1", "flip:1:1"),
                row(image -> image.flip(Flip.none()), new Flip(false, false), "fl:0:0", "flip:0:0"),
                // pixels
                row(image -> image.background("fFd"), new Background("fFd"), "bg:fFd", "background:fFd"),
                row(image -> image.background(0, 128, 255), new Background("0080ff"), "bg:0080ff", "background:0080ff"),
                row(image -> image.option(Background.none()), new Background(""), "bg:", "background:"),
                row(image -> image.blur(2.5), new NumberOption(OptionName.BLUR, 2.5), "bl:2.5", "blur:2.5"),
                row(image -> image.blur(0), new NumberOption(OptionName.BLUR, 0), "bl:0", "blur:0"),
                row(image -> image.sharpen(0.7), new NumberOption(OptionName.SHARPEN, 0.7), "sh:0.7", "sharpen:0.7"),
                row(image -> image.pixelate(4), new NumberOption(OptionName.PIXELATE, 4), "pix:4", "pixelate:4"),
                row(image -> image.watermark(0), Watermark.opacity(0), "wm:0", "watermark:0"),
                row(
                        image -> image.watermark(Watermark.opacity(0.5)
                                .at(WatermarkPosition.SOUTH_EAST, 10, -0.1)
                                .scale(0.2)),
                        new Watermark(0.5, WatermarkPosition.SOUTH_EAST, 10.0, -0.1, 0.2),
                        "wm:0.5:soea:10:-0.1:0.2",
                        "watermark:0.5:soea:10:-0.1:0.2"),
                row(
                        image -> image.watermark(Watermark.opacity(1).scale(0.5)),
                        new Watermark(1, null, null, null, 0.5),
                        "wm:1::::0.5",
                        "watermark:1::::0.5"),
                row(
                        image -> image.watermark(Watermark.opacity(0.5).at(WatermarkPosition.CHESSBOARD)),
                        new Watermark(0.5, WatermarkPosition.CHESSBOARD, null, null, null),
                        "wm:0.5:ch",
                        "watermark:0.5:ch"),
                row(
                        image -> image.stripMetadata(true),
                        new FlagOption(OptionName.STRIP_METADATA, true),
                        "sm:1",
                        "strip_metadata:1"),
                row(
                        image -> image.keepCopyright(false),
                        new FlagOption(OptionName.KEEP_COPYRIGHT, false),
                        "kcr:0",
                        "keep_copyright:0"),
                row(
                        image -> image.stripColorProfile(true),
                        new FlagOption(OptionName.STRIP_COLOR_PROFILE, true),
                        "scp:1",
                        "strip_color_profile:1"),
                row(
                        image -> image.preserveHdr(false),
                        new FlagOption(OptionName.PRESERVE_HDR, false),
                        "ph:0",
                        "preserve_hdr:0"),
                row(
                        image -> image.enforceThumbnail(true),
                        new FlagOption(OptionName.ENFORCE_THUMBNAIL, true),
                        "eth:1",
                        "enforce_thumbnail:1"),
                // output
                row(image -> image.quality(0), new NumberOption(OptionName.QUALITY, 0), "q:0", "quality:0"),
                row(
                        image -> image.formatQuality("webp", 70),
                        FormatQuality.of("webp", 70),
                        "fq:webp:70",
                        "format_quality:webp:70"),
                row(
                        image ->
                                image.formatQuality(FormatQuality.of("webp", 70).and("avif", 0)),
                        FormatQuality.of("webp", 70).and("avif", 0),
                        "fq:webp:70:avif:0",
                        "format_quality:webp:70:avif:0"),
                row(
                        image -> image.maxBytes(5_000_000_000L),
                        new NumberOption(OptionName.MAX_BYTES, 5_000_000_000L),
                        "mb:5000000000",
                        "max_bytes:5000000000"),
                row(image -> image.option(new Format("webp")), new Format("webp"), "f:webp", "format:webp"),
                row(
                        image -> image.skipProcessing("gif", "svg"),
                        SkipProcessing.of("gif", "svg"),
                        "skp:gif:svg",
                        "skip_processing:gif:svg"),
                row(image -> image.raw(true), new FlagOption(OptionName.RAW, true), "raw:1", "raw:1"),
                row(
                        image -> image.cachebuster("v-1.0_~"),
                        new TextOption(OptionName.CACHEBUSTER, "v-1.0_~"),
                        "cb:v-1.0_~",
                        "cachebuster:v-1.0_~"),
                row(image -> image.cachebuster(""), new TextOption(OptionName.CACHEBUSTER, ""), "cb:", "cachebuster:"),
                row(
                        image -> image.expires(Instant.parse("2100-01-01T00:00:00.999Z")),
                        new Expires(Instant.parse("2100-01-01T00:00:00Z")),
                        "exp:4102444800",
                        "expires:4102444800"),
                row(image -> image.expires(Instant.EPOCH), new Expires(Instant.EPOCH), "exp:0", "expires:0"),
                row(
                        image -> image.filename("Résumé – 日本"),
                        new Filename("Résumé – 日本"),
                        "fn:UsOpc3Vtw6kg4oCTIOaXpeacrA:1",
                        "filename:UsOpc3Vtw6kg4oCTIOaXpeacrA:1"),
                row(image -> image.filename(""), new Filename(""), "fn:", "filename:"),
                row(
                        image -> image.returnAttachment(true),
                        new FlagOption(OptionName.RETURN_ATTACHMENT, true),
                        "att:1",
                        "return_attachment:1"),
                row(
                        image -> image.serverPreset("sharp", "thumb_small"),
                        Preset.of("sharp", "thumb_small"),
                        "pr:sharp:thumb_small",
                        "preset:sharp:thumb_small"),
                row(
                        image -> image.maxSrcResolution(25.5),
                        new NumberOption(OptionName.MAX_SRC_RESOLUTION, 25.5),
                        "msr:25.5",
                        "max_src_resolution:25.5"),
                row(
                        image -> image.maxSrcFileSize(5_242_880),
                        new NumberOption(OptionName.MAX_SRC_FILE_SIZE, 5_242_880),
                        "msfs:5242880",
                        "max_src_file_size:5242880"),
                row(
                        image -> image.maxAnimationFrames(10),
                        new NumberOption(OptionName.MAX_ANIMATION_FRAMES, 10),
                        "maf:10",
                        "max_animation_frames:10"),
                row(
                        image -> image.maxAnimationFrameResolution(2),
                        new NumberOption(OptionName.MAX_ANIMATION_FRAME_RESOLUTION, 2),
                        "mafr:2",
                        "max_animation_frame_resolution:2"),
                row(
                        image -> image.maxResultDimension(4096),
                        new NumberOption(OptionName.MAX_RESULT_DIMENSION, 4096),
                        "mrd:4096",
                        "max_result_dimension:4096"));
    }

    static Row row(Consumer<ImageBuilder> call, ProcessingOption option, String segment, String longSegment) {
        return new Row(call, option, segment, longSegment);
    }
}
