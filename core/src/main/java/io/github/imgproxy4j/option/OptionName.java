package io.github.imgproxy4j.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of every processing option that this library has a type for.
 *
 * <p>imgproxy documents {@code co} for both {@link #CONTRAST} and {@link #CROP_OBJECTS}, and which of them it means is
 * not known. Neither has a short name here, and an option given as {@code co} stays an {@link OtherOption}.
 */
public enum OptionName {
    // imgproxy and imgproxy Pro

    /** {@link Resize}. */
    RESIZE("rs", "resize"),
    /** {@link Size}. */
    SIZE("s", "size"),
    /** {@link Resizing}. */
    RESIZING_TYPE("rt", "resizing_type"),
    /** {@link NumberOption}: the width of the result. Value: 0 (the default) derives it from the height. */
    WIDTH(ValueRule.PIXELS, "w", "width"),
    /** {@link NumberOption}: the height of the result. Value: 0 (the default) derives it from the width. */
    HEIGHT(ValueRule.PIXELS, "h", "height"),
    /** {@link NumberOption}: the width that the result has at least; a {@link #WIDTH} still crops it. Value: 0 (the default) is no limit. */
    MIN_WIDTH(ValueRule.PIXELS, "mw", "min-width"),
    /** {@link NumberOption}: the height that the result has at least; a {@link #HEIGHT} still crops it. Value: 0 (the default) is no limit. */
    MIN_HEIGHT(ValueRule.PIXELS, "mh", "min-height"),
    /** {@link Zoom}. */
    ZOOM("z", "zoom"),
    /** {@link NumberOption}: multiplies every size, offset and padding, for screens with more than one device pixel per CSS pixel. Value: greater than 0; 1 by default. Without {@link #ENLARGE} the source's size is the limit. */
    DPR(ValueRule.FACTOR, "dpr", "dpr"),
    /** {@link FlagOption}: whether a source smaller than the box grows. Value: false is what imgproxy does by default. */
    ENLARGE(ValueRule.FLAG, "el", "enlarge"),
    /** {@link Extend}. */
    EXTEND("ex", "extend"),
    /** {@link ExtendAspectRatio}. */
    EXTEND_ASPECT_RATIO("exar", "extend_aspect_ratio", "extend_ar"),
    /** {@link Gravity}. */
    GRAVITY("g", "gravity"),
    /** {@link Crop}. */
    CROP("c", "crop"),
    /** {@link Trim}. */
    TRIM("t", "trim"),
    /** {@link Padding}. */
    PADDING("pd", "padding"),
    /** {@link FlagOption}: whether the orientation in the metadata is applied. Value: true by default, unless the server is set otherwise. */
    AUTO_ROTATE(ValueRule.FLAG, "ar", "auto_rotate"),
    /** {@link NumberOption}: turns the image clockwise, after {@link #AUTO_ROTATE}. Value: a multiple of 90; 0 by default. */
    ROTATE(ValueRule.QUARTER_TURNS, "rot", "rotate"),
    /** {@link Flip}. */
    FLIP("fl", "flip"),
    /** {@link Background}. */
    BACKGROUND("bg", "background"),
    /** {@link NumberOption}: a Gaussian blur. Value: the size of the mask, 0 or more; 0 (the default) is none. */
    BLUR(ValueRule.AMOUNT, "bl", "blur"),
    /** {@link NumberOption}: sharpens the image. Value: the size of the mask, 0 or more; 0 (the default) is none. */
    SHARPEN(ValueRule.AMOUNT, "sh", "sharpen"),
    /** {@link NumberOption}: makes the image of squares. Value: the side of a square; 0 and 1 (the default) do nothing. */
    PIXELATE(ValueRule.PIXELS, "pix", "pixelate"),
    /** {@link Watermark}. */
    WATERMARK("wm", "watermark"),
    /** {@link FlagOption}: whether the metadata of the source is left out. Value: true by default, unless the server is set otherwise. */
    STRIP_METADATA(ValueRule.FLAG, "sm", "strip_metadata"),
    /** {@link FlagOption}: whether copyright information stays where other metadata is left out. Value: true by default, unless the server is set otherwise. */
    KEEP_COPYRIGHT(ValueRule.FLAG, "kcr", "keep_copyright"),
    /** {@link FlagOption}: whether the image is converted to sRGB and its colour profile left out. Value: true by default, unless the server is set otherwise. */
    STRIP_COLOR_PROFILE(ValueRule.FLAG, "scp", "strip_color_profile"),
    /** {@link FlagOption}: whether more than 8 bits per channel are kept. Since imgproxy 4. Value: false by default, unless the server is set otherwise. */
    PRESERVE_HDR(ValueRule.FLAG, "ph", "preserve_hdr"),
    /** {@link FlagOption}: whether the thumbnail inside a HEIC or AVIF source is used. Value: false by default, unless the server is set otherwise. */
    ENFORCE_THUMBNAIL(ValueRule.FLAG, "eth", "enforce_thumbnail"),
    /** {@link NumberOption}: the quality of a lossy result. Value: 1 to 100; 0 (the default) leaves the choice to imgproxy. */
    QUALITY(ValueRule.PERCENT, "q", "quality"),
    /** {@link FormatQuality}. */
    FORMAT_QUALITY("fq", "format_quality"),
    /** {@link NumberOption}: lowers the quality until the result has at most so many bytes, as far as that goes. Value: 0 (the default) is no limit. */
    MAX_BYTES(ValueRule.BYTES, "mb", "max_bytes"),
    /** {@link Format}. */
    FORMAT("f", "format", "ext"),
    /** {@link SkipProcessing}. */
    SKIP_PROCESSING("skp", "skip_processing"),
    /** {@link FlagOption}: whether the source is passed on as it is, of whatever type and size. The filter refuses it by default. Value: false by default. */
    RAW(ValueRule.FLAG, "raw", "raw"),
    /** {@link TextOption}: changes the URL and the cache key but not the image, for what the URL does not tell: another watermark, another preset of the server. Value: letters, digits and {@code - . _ ~}; empty (the default) is none. */
    CACHEBUSTER(ValueRule.PLAIN, "cb", "cachebuster"),
    /** {@link Expires}. */
    EXPIRES("exp", "expires"),
    /** {@link Filename}. */
    FILENAME("fn", "filename"),
    /** {@link FlagOption}: whether a browser saves the image instead of showing it. Value: false by default. */
    RETURN_ATTACHMENT(ValueRule.FLAG, "att", "return_attachment"),
    /** {@link Preset}. */
    PRESET("pr", "preset"),
    /** {@link NumberOption}: the largest source that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 or more; 50 by default, unless the server is set otherwise. */
    MAX_SRC_RESOLUTION(ValueRule.AMOUNT, "msr", "max_src_resolution"),
    /** {@link NumberOption}: the largest source file that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit. */
    MAX_SRC_FILE_SIZE(ValueRule.BYTES, "msfs", "max_src_file_size"),
    /** {@link NumberOption}: how many frames of an animation are processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 1 or more; 1 by default, unless the server is set otherwise. */
    MAX_ANIMATION_FRAMES(ValueRule.COUNT, "maf", "max_animation_frames"),
    /** {@link NumberOption}: the largest frame of an animation that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit of its own. */
    MAX_ANIMATION_FRAME_RESOLUTION(ValueRule.AMOUNT, "mafr", "max_animation_frame_resolution"),
    /** {@link NumberOption}: the longest side of a result; larger ones are made smaller. Since imgproxy 3.29. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit. */
    MAX_RESULT_DIMENSION(ValueRule.PIXELS, "mrd", "max_result_dimension"),
    // imgproxy Pro alone

    /** {@link Resampling}; imgproxy Pro. */
    RESIZING_ALGORITHM("ra", "resizing_algorithm"),
    /** {@link ObjectsPosition}; imgproxy Pro. */
    OBJECTS_POSITION("op", "objects_position", "obj_pos"),
    /** {@link CropAspectRatio}; imgproxy Pro. */
    CROP_ASPECT_RATIO("car", "crop_aspect_ratio", "crop_ar"),
    /** {@link CropObjects}; imgproxy Pro. */
    CROP_OBJECTS("crop_objects", "crop_objects"),
    /** {@link NumberOption}: the opacity of the {@link Background}. Needs imgproxy Pro. Value: 0 to 1, the default. */
    BACKGROUND_ALPHA(ValueRule.SHARE, "bga", "background_alpha"),
    /** {@link Adjust}; imgproxy Pro. */
    ADJUST("a", "adjust"),
    /** {@link NumberOption}: makes the image lighter or darker. Needs imgproxy Pro. Value: -255 to 255; 0 by default. */
    BRIGHTNESS(ValueRule.BRIGHTNESS, "br", "brightness"),
    /** {@link NumberOption}: moves light and dark apart; printed by its long name, because imgproxy documents {@code co} for {@link CropObjects} as well. Needs imgproxy Pro. Value: 0 or more; 1 by default. */
    CONTRAST(ValueRule.AMOUNT, "contrast", "contrast"),
    /** {@link NumberOption}: makes colours stronger or weaker. Needs imgproxy Pro. Value: 0 (grey) or more; 1 by default. */
    SATURATION(ValueRule.AMOUNT, "sa", "saturation"),
    /** {@link Monochrome}; imgproxy Pro. */
    MONOCHROME("mc", "monochrome"),
    /** {@link Duotone}; imgproxy Pro. */
    DUOTONE("dt", "duotone"),
    /** {@link UnsharpMasking}; imgproxy Pro. */
    UNSHARP_MASKING("ush", "unsharp_masking"),
    /** {@link BlurAreas}; imgproxy Pro. */
    BLUR_AREAS("ba", "blur_areas"),
    /** {@link ProgressiveBlur}; imgproxy Pro. */
    PROGRESSIVE_BLUR("pbl", "progressive_blur"),
    /** {@link BlurDetections}; imgproxy Pro. */
    BLUR_DETECTIONS("bd", "blur_detections"),
    /** {@link DrawDetections}; imgproxy Pro. */
    DRAW_DETECTIONS("dd", "draw_detections"),
    /** {@link Colorize}; imgproxy Pro. */
    COLORIZE("col", "colorize"),
    /** {@link Gradient}; imgproxy Pro. */
    GRADIENT("gr", "gradient"),
    /** {@link TextOption}: an image of its own as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro. Value: of the image; empty (the default) is the server's watermark. */
    WATERMARK_URL(ValueRule.ENCODED, "wmu", "watermark_url"),
    /** {@link TextOption}: a text as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro. Value: with Pango markup, so {@code &} and {@code <} must be escaped; empty (the default) is none. */
    WATERMARK_TEXT(ValueRule.ENCODED, "wmt", "watermark_text"),
    /** {@link WatermarkSize}; imgproxy Pro. */
    WATERMARK_SIZE("wms", "watermark_size"),
    /** {@link NumberOption}: turns the {@link Watermark} clockwise. Needs imgproxy Pro. Value: any; 0 by default. */
    WATERMARK_ROTATE(ValueRule.DEGREES, "wmr", "watermark_rotate", "wm_rot"),
    /** {@link NumberOption}: a shadow under the {@link Watermark}; none by default. Needs imgproxy Pro. Value: the size of the mask that blurs it, 0 or more. */
    WATERMARK_SHADOW(ValueRule.AMOUNT, "wmsh", "watermark_shadow"),
    /** {@link TextOption}: style rules that are put into an SVG source; in the path they stand in Base64. Needs imgproxy Pro. Value: the rules; empty (the default) is none. */
    STYLE(ValueRule.ENCODED, "st", "style"),
    /** {@link NumberOption}: the resolution that the metadata of the result tells. Needs imgproxy Pro. Value: 0 (the default) leaves it as it is. */
    DPI(ValueRule.AMOUNT, "dpi", "dpi"),
    /** {@link TextOption}: the colour profile that the image is converted to and carries. Since imgproxy 3.30. Needs imgproxy Pro. Value: {@code srgb}, {@code cmyk} or a file in the server's profile directory, of letters, digits and {@code - . _ ~}. */
    COLOR_PROFILE(ValueRule.NAME, "cp", "color_profile", "icc"),
    /** {@link Autoquality}; imgproxy Pro. */
    AUTOQUALITY("aq", "autoquality"),
    /** {@link JpegOptions}; imgproxy Pro. */
    JPEG_OPTIONS("jpgo", "jpeg_options"),
    /** {@link PngOptions}; imgproxy Pro. */
    PNG_OPTIONS("pngo", "png_options"),
    /** {@link WebpOptions}; imgproxy Pro. */
    WEBP_OPTIONS("webpo", "webp_options"),
    /** {@link AvifOptions}; imgproxy Pro. */
    AVIF_OPTIONS("avifo", "avif_options"),
    /** {@link NumberOption}: the page of a document or the frame of an animation to show. Needs imgproxy Pro. Value: from 0, the default. */
    PAGE(ValueRule.INDEX, "pg", "page"),
    /** {@link NumberOption}: how many pages are shown, one below the other. Needs imgproxy Pro. Value: 1 (the default) or more. */
    PAGES(ValueRule.COUNT, "pgs", "pages"),
    /** {@link FlagOption}: whether animations are taken for still images. Needs imgproxy Pro. Value: false by default. */
    DISABLE_ANIMATION(ValueRule.FLAG, "da", "disable_animation"),
    /** {@link NumberOption}: the moment of a video to show. Needs imgproxy Pro. Value: 0 or more; 1 by default, unless the server is set otherwise. */
    VIDEO_THUMBNAIL_SECOND(ValueRule.AMOUNT, "vts", "video_thumbnail_second"),
    /** {@link FlagOption}: whether only key frames of a video are shown, which is faster. Needs imgproxy Pro. Value: false by default, unless the server is set otherwise. */
    VIDEO_THUMBNAIL_KEYFRAMES(ValueRule.FLAG, "vtk", "video_thumbnail_keyframes"),
    /** {@link VideoThumbnailTile}; imgproxy Pro. */
    VIDEO_THUMBNAIL_TILE("vtt", "video_thumbnail_tile"),
    /** {@link VideoThumbnailAnimation}; imgproxy Pro. */
    VIDEO_THUMBNAIL_ANIMATION("vta", "video_thumbnail_animation"),
    /** {@link TextOption}: the image shown where the source cannot be had; in the path it stands in Base64. Needs imgproxy Pro. Value: of the image; empty (the default) is the server's fallback image. */
    FALLBACK_IMAGE_URL(ValueRule.ENCODED, "fiu", "fallback_image_url"),
    /** {@link FlagOption}: whether imgproxy's own cache is passed by; needs {@code IMGPROXY_ALLOW_BYPASS_CACHE}. Announced for imgproxy 4.1, not yet released. Needs imgproxy Pro. Value: false by default. */
    BYPASS_CACHE(ValueRule.FLAG, "bc", "bypass_cache"),
    /** {@link CacheTags}; imgproxy Pro. */
    CACHE_TAGS("ct", "cache_tags"),
    /** {@link Hashsum}; imgproxy Pro. */
    HASHSUM("hs", "hashsum");

    private static final Map<String, OptionName> BY_NAME = byName();

    private final ValueRule rule;
    private final String shortName;
    private final String longName;
    private final @Nullable String alias;

    OptionName(String shortName, String longName) {
        this(ValueRule.OWN_TYPE, shortName, longName, null);
    }

    OptionName(String shortName, String longName, String alias) {
        this(ValueRule.OWN_TYPE, shortName, longName, alias);
    }

    OptionName(ValueRule rule, String shortName, String longName) {
        this(rule, shortName, longName, null);
    }

    OptionName(ValueRule rule, String shortName, String longName, @Nullable String alias) {
        this.rule = rule;
        this.shortName = shortName;
        this.longName = longName;
        this.alias = alias;
    }

    /** The name in a path by default, {@code rs}; the long one where imgproxy has no other. */
    public String shortName() {
        return shortName;
    }

    /** The name that explains itself, {@code resize}. */
    public String longName() {
        return longName;
    }

    /** Further names that imgproxy understands, {@code icc} for {@code color_profile}; mostly none. */
    public List<String> aliases() {
        return alias == null ? List.of() : List.of(alias);
    }

    /** Whether the option as a whole needs imgproxy Pro. */
    public boolean isPro() {
        return compareTo(RESIZING_ALGORITHM) >= 0;
    }

    /** What its one value must keep. */
    ValueRule rule() {
        return rule;
    }

    /** The option that imgproxy takes a name for; null if there is none or two. */
    static @Nullable OptionName of(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, OptionName> byName() {
        Map<String, OptionName> names = new HashMap<>();
        for (OptionName option : values()) {
            names.put(option.shortName, option);
            names.put(option.longName, option);
            if (option.alias != null) {
                names.put(option.alias, option);
            }
        }
        return names;
    }
}
