package io.github.imgproxy4j.option;

import static io.github.imgproxy4j.option.OptionTable.row;

import io.github.imgproxy4j.option.OptionTable.Row;
import java.util.List;

/** The options of imgproxy Pro, and those that come from it. */
final class ProOptionTable {
    private ProOptionTable() {}

    static List<Row> rows() {
        return List.of(
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
}
