package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImageBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Every processing option: the call, the value, and the segments that both stand for. */
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
                        "max_result_dimension:4096"),
                // imgproxy Pro
                row(
                        image -> image.resizingAlgorithm(ResizingAlgorithm.LANCZOS2),
                        new Resampling(ResizingAlgorithm.LANCZOS2),
                        "ra:lanczos2",
                        "resizing_algorithm:lanczos2"),
                row(
                        image -> image.objectsPosition(Anchor.proportional()),
                        new ObjectsPosition(Anchor.proportional()),
                        "op:prop",
                        "objects_position:prop"),
                row(
                        image -> image.objectsPosition(Anchor.focusPoint(0, 1)),
                        new ObjectsPosition(Anchor.focusPoint(0, 1)),
                        "op:fp:0:1",
                        "objects_position:fp:0:1"),
                row(image -> image.cropAspectRatio(1.5), new CropAspectRatio(1.5), "car:1.5", "crop_aspect_ratio:1.5"),
                row(
                        image -> image.cropAspectRatio(new CropAspectRatio(0, true)),
                        new CropAspectRatio(0, true),
                        "car:0:1",
                        "crop_aspect_ratio:0:1"),
                row(
                        image -> image.cropObjects(1.2, "face"),
                        CropObjects.of(1.2, "face"),
                        "crop_objects:1.2:face",
                        "crop_objects:1.2:face"),
                row(
                        image -> image.backgroundAlpha(0.5),
                        new NumberOption(OptionName.BACKGROUND_ALPHA, 0.5),
                        "bga:0.5",
                        "background_alpha:0.5"),
                row(
                        image -> image.adjust(Adjust.unchanged().brightness(-50).contrast(1.2)),
                        new Adjust(-50, 1.2, null),
                        "a:-50:1.2",
                        "adjust:-50:1.2"),
                row(
                        image -> image.adjust(Adjust.unchanged().saturation(0)),
                        new Adjust(null, null, 0.0),
                        "a:::0",
                        "adjust:::0"),
                row(
                        image -> image.brightness(-255),
                        new NumberOption(OptionName.BRIGHTNESS, -255),
                        "br:-255",
                        "brightness:-255"),
                row(image -> image.contrast(0), new NumberOption(OptionName.CONTRAST, 0), "contrast:0", "contrast:0"),
                row(
                        image -> image.saturation(1.5),
                        new NumberOption(OptionName.SATURATION, 1.5),
                        "sa:1.5",
                        "saturation:1.5"),
                row(image -> image.monochrome(1), new Monochrome(1), "mc:1", "monochrome:1"),
                row(
                        image -> image.monochrome(0.5, "abc"),
                        new Monochrome(0.5, "abc"),
                        "mc:0.5:abc",
                        "monochrome:0.5:abc"),
                row(image -> image.duotone(1), new Duotone(1), "dt:1", "duotone:1"),
                row(
                        image -> image.duotone(0.5, "001", "ffe"),
                        new Duotone(0.5, "001", "ffe"),
                        "dt:0.5:001:ffe",
                        "duotone:0.5:001:ffe"),
                row(
                        image -> image.unsharpMasking(UnsharpMasking.unchanged()
                                .mode(UnsharpMaskingMode.ALWAYS)
                                .weight(1.5)
                                .divider(24)),
                        new UnsharpMasking(UnsharpMaskingMode.ALWAYS, 1.5, 24.0),
                        "ush:always:1.5:24",
                        "unsharp_masking:always:1.5:24"),
                row(
                        image -> image.unsharpMasking(UnsharpMasking.unchanged()),
                        new UnsharpMasking(null, null, null),
                        "ush:",
                        "unsharp_masking:"),
                row(
                        image -> image.blurAreas(
                                BlurAreas.of(10).area(0.1, 0.2, 0.5, 0.25).area(0, 0, 1, 1)),
                        BlurAreas.of(10).area(0.1, 0.2, 0.5, 0.25).area(0, 0, 1, 1),
                        "ba:10:0.1:0.2:0.5:0.25:0:0:1:1",
                        "blur_areas:10:0.1:0.2:0.5:0.25:0:0:1:1"),
                row(
                        image -> image.progressiveBlur(ProgressiveBlur.sigma(5)
                                .direction(Direction.degrees(45.5))
                                .between(0.1, 0.9)),
                        new ProgressiveBlur(5, new Direction("45.5"), 0.1, 0.9),
                        "pbl:5:45.5:0.1:0.9",
                        "progressive_blur:5:45.5:0.1:0.9"),
                row(
                        image -> image.blurDetections(7, "face"),
                        BlurDetections.of(7, "face"),
                        "bd:7:face",
                        "blur_detections:7:face"),
                row(image -> image.drawDetections(true), DrawDetections.of(true), "dd:1", "draw_detections:1"),
                row(image -> image.colorize(0.5), Colorize.opacity(0.5), "col:0.5", "colorize:0.5"),
                row(
                        image -> image.colorize(
                                Colorize.opacity(0.5).color("f00").keepAlpha(true)),
                        new Colorize(0.5, "f00", true),
                        "col:0.5:f00:1",
                        "colorize:0.5:f00:1"),
                row(image -> image.gradient(0.5), Gradient.opacity(0.5), "gr:0.5", "gradient:0.5"),
                row(
                        image -> image.gradient(Gradient.opacity(0.5)
                                .color("f00")
                                .direction(Direction.LEFT)
                                .between(0, 0.5)),
                        new Gradient(0.5, "f00", Direction.LEFT, 0.0, 0.5),
                        "gr:0.5:f00:left:0:0.5",
                        "gradient:0.5:f00:left:0:0.5"),
                row(
                        image -> image.watermarkUrl("https://example.com/wm.png?x=1"),
                        new TextOption(OptionName.WATERMARK_URL, "https://example.com/wm.png?x=1"),
                        "wmu:aHR0cHM6Ly9leGFtcGxlLmNvbS93bS5wbmc_eD0x",
                        "watermark_url:aHR0cHM6Ly9leGFtcGxlLmNvbS93bS5wbmc_eD0x"),
                row(
                        image -> image.watermarkText("© 2026 <b>Me</b>"),
                        new TextOption(OptionName.WATERMARK_TEXT, "© 2026 <b>Me</b>"),
                        "wmt:wqkgMjAyNiA8Yj5NZTwvYj4",
                        "watermark_text:wqkgMjAyNiA8Yj5NZTwvYj4"),
                row(
                        image -> image.watermarkSize(100, 0),
                        new WatermarkSize(100, 0),
                        "wms:100:0",
                        "watermark_size:100:0"),
                row(
                        image -> image.watermarkRotate(-22.5),
                        new NumberOption(OptionName.WATERMARK_ROTATE, -22.5),
                        "wmr:-22.5",
                        "watermark_rotate:-22.5"),
                row(
                        image -> image.watermarkShadow(3),
                        new NumberOption(OptionName.WATERMARK_SHADOW, 3),
                        "wmsh:3",
                        "watermark_shadow:3"),
                row(
                        image -> image.style(".a{fill:#f00}"),
                        new TextOption(OptionName.STYLE, ".a{fill:#f00}"),
                        "st:LmF7ZmlsbDojZjAwfQ",
                        "style:LmF7ZmlsbDojZjAwfQ"),
                row(image -> image.dpi(72), new NumberOption(OptionName.DPI, 72), "dpi:72", "dpi:72"),
                row(
                        image -> image.colorProfile("cmyk"),
                        new TextOption(OptionName.COLOR_PROFILE, "cmyk"),
                        "cp:cmyk",
                        "color_profile:cmyk"),
                row(
                        image -> image.autoquality(Autoquality.unchanged()
                                .method(AutoqualityMethod.DSSIM)
                                .target(0.02)
                                .between(60, 85)
                                .allowedError(0.001)),
                        new Autoquality(AutoqualityMethod.DSSIM, 0.02, 60, 85, 0.001),
                        "aq:dssim:0.02:60:85:0.001",
                        "autoquality:dssim:0.02:60:85:0.001"),
                row(
                        image -> image.jpegOptions(
                                JpegOptions.unchanged().progressive(true).quantTable(3)),
                        new JpegOptions(true, null, null, null, null, 3),
                        "jpgo:1:::::3",
                        "jpeg_options:1:::::3"),
                row(
                        image -> image.jpegOptions(JpegOptions.unchanged()
                                .noSubsample(true)
                                .trellisQuant(false)
                                .overshootDeringing(true)
                                .optimizeScans(false)),
                        new JpegOptions(null, true, false, true, false, null),
                        "jpgo::1:0:1:0",
                        "jpeg_options::1:0:1:0"),
                row(
                        image -> image.pngOptions(PngOptions.unchanged()
                                .interlaced(false)
                                .quantize(true)
                                .colors(128)),
                        new PngOptions(false, true, 128),
                        "pngo:0:1:128",
                        "png_options:0:1:128"),
                row(
                        image -> image.webpOptions(WebpOptions.unchanged()
                                .compression(WebpCompression.NEAR_LOSSLESS)
                                .smartSubsample(true)
                                .preset(WebpPreset.DRAWING)),
                        new WebpOptions(WebpCompression.NEAR_LOSSLESS, true, WebpPreset.DRAWING),
                        "webpo:near_lossless:1:drawing",
                        "webp_options:near_lossless:1:drawing"),
                row(
                        image -> image.avifOptions(AvifSubsampling.OFF),
                        new AvifOptions(AvifSubsampling.OFF),
                        "avifo:off",
                        "avif_options:off"),
                row(image -> image.page(0), new NumberOption(OptionName.PAGE, 0), "pg:0", "page:0"),
                row(image -> image.pages(3), new NumberOption(OptionName.PAGES, 3), "pgs:3", "pages:3"),
                row(
                        image -> image.disableAnimation(true),
                        new FlagOption(OptionName.DISABLE_ANIMATION, true),
                        "da:1",
                        "disable_animation:1"),
                row(
                        image -> image.videoThumbnailSecond(1.5),
                        new NumberOption(OptionName.VIDEO_THUMBNAIL_SECOND, 1.5),
                        "vts:1.5",
                        "video_thumbnail_second:1.5"),
                row(
                        image -> image.videoThumbnailKeyframes(false),
                        new FlagOption(OptionName.VIDEO_THUMBNAIL_KEYFRAMES, false),
                        "vtk:0",
                        "video_thumbnail_keyframes:0"),
                row(
                        image -> image.videoThumbnailTile(new VideoThumbnailTile(
                                -1,
                                5,
                                5,
                                Frame.of(160, 90).extend(true).fill(true).focus(0.5, 0.5))),
                        new VideoThumbnailTile(-1, 5, 5, new Frame(160, 90, true, null, true, 0.5, 0.5)),
                        "vtt:-1:5:5:160:90:1::1:0.5:0.5",
                        "video_thumbnail_tile:-1:5:5:160:90:1::1:0.5:0.5"),
                row(
                        image -> image.videoThumbnailTile(VideoThumbnailTile.off()),
                        VideoThumbnailTile.off(),
                        "vtt:0:0:0:0:0",
                        "video_thumbnail_tile:0:0:0:0:0"),
                row(
                        image -> image.videoThumbnailAnimation(new VideoThumbnailAnimation(
                                0.5, 200, 10, Frame.of(320, 180).trim(true))),
                        new VideoThumbnailAnimation(0.5, 200, 10, new Frame(320, 180, null, true, null, null, null)),
                        "vta:0.5:200:10:320:180::1",
                        "video_thumbnail_animation:0.5:200:10:320:180::1"),
                row(
                        image -> image.videoThumbnailAnimation(VideoThumbnailAnimation.off()),
                        VideoThumbnailAnimation.off(),
                        "vta:0:0:0:0:0",
                        "video_thumbnail_animation:0:0:0:0:0"),
                row(
                        image -> image.fallbackImageUrl("https://example.com/fallback.png"),
                        new TextOption(OptionName.FALLBACK_IMAGE_URL, "https://example.com/fallback.png"),
                        "fiu:aHR0cHM6Ly9leGFtcGxlLmNvbS9mYWxsYmFjay5wbmc",
                        "fallback_image_url:aHR0cHM6Ly9leGFtcGxlLmNvbS9mYWxsYmFjay5wbmc"),
                row(
                        image -> image.bypassCache(true),
                        new FlagOption(OptionName.BYPASS_CACHE, true),
                        "bc:1",
                        "bypass_cache:1"),
                row(
                        image -> image.cacheTags("product-42", "team_a"),
                        CacheTags.of("product-42", "team_a"),
                        "ct:product-42:team_a",
                        "cache_tags:product-42:team_a"),
                row(
                        image -> image.hashsum(HashsumType.MD5, "d41d8cd98f00b204e9800998ecf8427e"),
                        new Hashsum(HashsumType.MD5, "d41d8cd98f00b204e9800998ecf8427e"),
                        "hs:md5:d41d8cd98f00b204e9800998ecf8427e",
                        "hashsum:md5:d41d8cd98f00b204e9800998ecf8427e"),
                row(image -> image.option(Hashsum.none()), Hashsum.none(), "hs:none", "hashsum:none"),
                row(image -> image.nextPipeline(), new NextPipeline(), "-", "-"));
    }

    private static Row row(Consumer<ImageBuilder> call, ProcessingOption option, String segment, String longSegment) {
        return new Row(call, option, segment, longSegment);
    }
}
