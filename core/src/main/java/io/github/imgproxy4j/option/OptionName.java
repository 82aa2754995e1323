package io.github.imgproxy4j.option;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of all processing options that have a type in this library.
 *
 * <p>imgproxy documents {@code co} for both {@link #CONTRAST} and {@link #CROP_OBJECTS}, and which of them it means is
 * not known. Neither has a short name here, and an option given as {@code co} is an {@link OtherOption}.
 */
public enum OptionName {
    // imgproxy and imgproxy Pro

    /** See {@link Resize}. */
    RESIZE("rs", "resize"),
    /** See {@link Size}. */
    SIZE("s", "size"),
    /** See {@link Resizing}. */
    RESIZING_TYPE("rt", "resizing_type"),
    /** The width of the result in pixels; 0, the default, derives it from the height. A {@link NumberOption}. */
    WIDTH(ValueRule.PIXELS, "w", "width"),
    /** The height of the result in pixels; 0, the default, derives it from the width. A {@link NumberOption}. */
    HEIGHT(ValueRule.PIXELS, "h", "height"),
    /**
     * The minimum width of the result in pixels, to which it is enlarged if necessary; {@link #WIDTH} still crops it.
     * 0, the default, sets no limit. A {@link NumberOption}.
     */
    MIN_WIDTH(ValueRule.PIXELS, "mw", "min-width"),
    /**
     * The minimum height of the result in pixels, to which it is enlarged if necessary; {@link #HEIGHT} still crops it.
     * 0, the default, sets no limit. A {@link NumberOption}.
     */
    MIN_HEIGHT(ValueRule.PIXELS, "mh", "min-height"),
    /** See {@link Zoom}. */
    ZOOM("z", "zoom"),
    /**
     * Multiplies every size, offset and padding, for screens with several device pixels per CSS pixel. It is greater
     * than 0, and 1 by default; without {@link #ENLARGE} the result is not larger than its source. A
     * {@link NumberOption}.
     */
    DPR(ValueRule.FACTOR, "dpr", "dpr"),
    /** Whether a source smaller than the box is enlarged; false by default. A {@link FlagOption}. */
    ENLARGE(ValueRule.FLAG, "el", "enlarge"),
    /** See {@link Extend}. */
    EXTEND("ex", "extend"),
    /** See {@link ExtendAspectRatio}. */
    EXTEND_ASPECT_RATIO("exar", "extend_aspect_ratio", "extend_ar"),
    /** See {@link Gravity}. */
    GRAVITY("g", "gravity"),
    /** See {@link Crop}. */
    CROP("c", "crop"),
    /** See {@link Trim}. */
    TRIM("t", "trim"),
    /** See {@link Padding}. */
    PADDING("pd", "padding"),
    /**
     * Whether the orientation in the metadata is applied; true unless the server is configured otherwise. A
     * {@link FlagOption}.
     */
    AUTO_ROTATE(ValueRule.FLAG, "ar", "auto_rotate"),
    /** Turns the image clockwise by a multiple of 90 degrees, after {@link #AUTO_ROTATE}; 0 by default. A {@link NumberOption}. */
    ROTATE(ValueRule.QUARTER_TURNS, "rot", "rotate"),
    /** See {@link Flip}. */
    FLIP("fl", "flip"),
    /** See {@link Background}. */
    BACKGROUND("bg", "background"),
    /**
     * Blurs the image with a Gaussian mask of this size; 0, the default, leaves it unchanged. A {@link NumberOption}.
     */
    BLUR(ValueRule.AMOUNT, "bl", "blur"),
    /** Sharpens the image with a mask of this size; 0, the default, leaves it unchanged. A {@link NumberOption}. */
    SHARPEN(ValueRule.AMOUNT, "sh", "sharpen"),
    /**
     * Pixelates the image with squares of this side in pixels; 0, the default, and 1 leave it unchanged. A
     * {@link NumberOption}.
     */
    PIXELATE(ValueRule.PIXELS, "pix", "pixelate"),
    /** See {@link Watermark}. */
    WATERMARK("wm", "watermark"),
    /**
     * Whether the metadata of the source is removed; true unless the server is configured otherwise. A
     * {@link FlagOption}.
     */
    STRIP_METADATA(ValueRule.FLAG, "sm", "strip_metadata"),
    /**
     * Whether copyright information is kept if {@link #STRIP_METADATA} removes other metadata; true unless the server
     * is configured otherwise. A {@link FlagOption}.
     */
    KEEP_COPYRIGHT(ValueRule.FLAG, "kcr", "keep_copyright"),
    /**
     * Whether the image is converted to sRGB and its colour profile removed; true unless the server is configured
     * otherwise. A {@link FlagOption}.
     */
    STRIP_COLOR_PROFILE(ValueRule.FLAG, "scp", "strip_color_profile"),
    /**
     * Whether more than 8 bits per channel are kept; false unless the server is configured otherwise. Since imgproxy 4.
     * A {@link FlagOption}.
     */
    PRESERVE_HDR(ValueRule.FLAG, "ph", "preserve_hdr"),
    /**
     * Whether the thumbnail inside a HEIC or AVIF source is used instead of the image; false unless the server is
     * configured otherwise. A {@link FlagOption}.
     */
    ENFORCE_THUMBNAIL(ValueRule.FLAG, "eth", "enforce_thumbnail"),
    /** The quality of a lossy result from 1 to 100; 0, the default, leaves the choice to the server. A {@link NumberOption}. */
    QUALITY(ValueRule.PERCENT, "q", "quality"),
    /** See {@link FormatQuality}. */
    FORMAT_QUALITY("fq", "format_quality"),
    /**
     * The maximum size of the result in bytes: imgproxy lowers the quality until it fits, if possible. 0, the default,
     * sets no limit. A {@link NumberOption}.
     */
    MAX_BYTES(ValueRule.BYTES, "mb", "max_bytes"),
    /** See {@link Format}. */
    FORMAT("f", "format", "ext"),
    /** See {@link SkipProcessing}. */
    SKIP_PROCESSING("skp", "skip_processing"),
    /**
     * Whether imgproxy passes the source through unchanged, whatever its type and size; false by default. The filter
     * refuses such paths unless it is configured otherwise. A {@link FlagOption}.
     */
    RAW(ValueRule.FLAG, "raw", "raw"),
    /**
     * A text that changes the URL and the cache key but not the image, for changes that the URL does not show, such as
     * another watermark on the server. It consists of letters, digits and {@code - . _ ~}, and is empty by default. A
     * {@link TextOption}.
     */
    CACHEBUSTER(ValueRule.PLAIN, "cb", "cachebuster"),
    /** See {@link Expires}. */
    EXPIRES("exp", "expires"),
    /** See {@link Filename}. */
    FILENAME("fn", "filename"),
    /** Whether a browser saves the image instead of showing it; false by default. A {@link FlagOption}. */
    RETURN_ATTACHMENT(ValueRule.FLAG, "att", "return_attachment"),
    /** See {@link Preset}. */
    PRESET("pr", "preset"),
    /**
     * The largest allowed source, in megapixels; 50 unless the server is configured otherwise. imgproxy responds with
     * 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. A {@link NumberOption}.
     */
    MAX_SRC_RESOLUTION(ValueRule.AMOUNT, "msr", "max_src_resolution"),
    /**
     * The largest allowed source file, in bytes; 0, the default unless the server is configured otherwise, sets no
     * limit. imgproxy responds with 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. A {@link NumberOption}.
     */
    MAX_SRC_FILE_SIZE(ValueRule.BYTES, "msfs", "max_src_file_size"),
    /**
     * The number of frames of an animation that imgproxy processes, at least 1; 1 unless the server is configured
     * otherwise. imgproxy responds with 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. A
     * {@link NumberOption}.
     */
    MAX_ANIMATION_FRAMES(ValueRule.COUNT, "maf", "max_animation_frames"),
    /**
     * The largest allowed frame of an animation, in megapixels; 0, the default unless the server is configured
     * otherwise, sets no limit beside {@link #MAX_SRC_RESOLUTION}. imgproxy responds with 403 unless
     * {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. A {@link NumberOption}.
     */
    MAX_ANIMATION_FRAME_RESOLUTION(ValueRule.AMOUNT, "mafr", "max_animation_frame_resolution"),
    /**
     * The largest width and height of a result in pixels, to which larger results are reduced; 0, the default unless
     * the server is configured otherwise, sets no limit. imgproxy responds with 403 unless
     * {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Since imgproxy 3.29. A {@link NumberOption}.
     */
    MAX_RESULT_DIMENSION(ValueRule.PIXELS, "mrd", "max_result_dimension"),
    // imgproxy Pro alone

    /** See {@link Resampling}. Needs imgproxy Pro. */
    RESIZING_ALGORITHM("ra", "resizing_algorithm"),
    /** See {@link ObjectsPosition}. Needs imgproxy Pro. */
    OBJECTS_POSITION("op", "objects_position", "obj_pos"),
    /** See {@link CropAspectRatio}. Needs imgproxy Pro. */
    CROP_ASPECT_RATIO("car", "crop_aspect_ratio", "crop_ar"),
    /** See {@link CropObjects}. Needs imgproxy Pro. */
    CROP_OBJECTS("crop_objects", "crop_objects"),
    /** The opacity of the {@link Background} from 0 to 1, the default. Needs imgproxy Pro. A {@link NumberOption}. */
    BACKGROUND_ALPHA(ValueRule.SHARE, "bga", "background_alpha"),
    /** See {@link Adjust}. Needs imgproxy Pro. */
    ADJUST("a", "adjust"),
    /** Makes the image darker, down to -255, or lighter, up to 255; 0 by default. Needs imgproxy Pro. A {@link NumberOption}. */
    BRIGHTNESS(ValueRule.BRIGHTNESS, "br", "brightness"),
    /**
     * Multiplies the contrast by a number from 0; 1 by default. It is printed by its long name, because imgproxy
     * documents {@code co} for {@link CropObjects} as well. Needs imgproxy Pro. A {@link NumberOption}.
     */
    CONTRAST(ValueRule.AMOUNT, "contrast", "contrast"),
    /**
     * Multiplies the saturation by a number from 0, which is grey; 1 by default. Needs imgproxy Pro. A
     * {@link NumberOption}.
     */
    SATURATION(ValueRule.AMOUNT, "sa", "saturation"),
    /** See {@link Monochrome}. Needs imgproxy Pro. */
    MONOCHROME("mc", "monochrome"),
    /** See {@link Duotone}. Needs imgproxy Pro. */
    DUOTONE("dt", "duotone"),
    /** See {@link UnsharpMasking}. Needs imgproxy Pro. */
    UNSHARP_MASKING("ush", "unsharp_masking"),
    /** See {@link BlurAreas}. Needs imgproxy Pro. */
    BLUR_AREAS("ba", "blur_areas"),
    /** See {@link ProgressiveBlur}. Needs imgproxy Pro. */
    PROGRESSIVE_BLUR("pbl", "progressive_blur"),
    /** See {@link BlurDetections}. Needs imgproxy Pro. */
    BLUR_DETECTIONS("bd", "blur_detections"),
    /** See {@link DrawDetections}. Needs imgproxy Pro. */
    DRAW_DETECTIONS("dd", "draw_detections"),
    /** See {@link Colorize}. Needs imgproxy Pro. */
    COLORIZE("col", "colorize"),
    /** See {@link Gradient}. Needs imgproxy Pro. */
    GRADIENT("gr", "gradient"),
    /**
     * The URL of an image that is used as the {@link Watermark}; empty, the default, means the server's. It is written
     * in Base64 in the path. Needs imgproxy Pro. A {@link TextOption}.
     */
    WATERMARK_URL(ValueRule.ENCODED, "wmu", "watermark_url"),
    /**
     * A text that is used as the {@link Watermark}, with Pango markup, so that {@code &} and {@code <} must be escaped;
     * empty by default. It is written in Base64 in the path. Needs imgproxy Pro. A {@link TextOption}.
     */
    WATERMARK_TEXT(ValueRule.ENCODED, "wmt", "watermark_text"),
    /** See {@link WatermarkSize}. Needs imgproxy Pro. */
    WATERMARK_SIZE("wms", "watermark_size"),
    /** Turns the {@link Watermark} clockwise by any number of degrees; 0 by default. Needs imgproxy Pro. A {@link NumberOption}. */
    WATERMARK_ROTATE(ValueRule.DEGREES, "wmr", "watermark_rotate", "wm_rot"),
    /** The size of the mask that blurs a shadow under the {@link Watermark}; 0, the default, leaves the shadow out. Needs imgproxy Pro. A {@link NumberOption}. */
    WATERMARK_SHADOW(ValueRule.AMOUNT, "wmsh", "watermark_shadow"),
    /**
     * CSS rules that are inserted into an SVG source; empty by default. They are written in Base64 in the path. Needs
     * imgproxy Pro. A {@link TextOption}.
     */
    STYLE(ValueRule.ENCODED, "st", "style"),
    /**
     * The resolution in the metadata of the result, in dots per inch; 0, the default, leaves it unchanged. Needs
     * imgproxy Pro. A {@link NumberOption}.
     */
    DPI(ValueRule.AMOUNT, "dpi", "dpi"),
    /**
     * The colour profile to which the image is converted: {@code srgb}, {@code cmyk} or a file in the server's folder
     * of profiles, with a name of letters, digits and {@code - . _ ~}. Since imgproxy 3.30. Needs imgproxy Pro. A
     * {@link TextOption}.
     */
    COLOR_PROFILE(ValueRule.NAME, "cp", "color_profile", "icc"),
    /** See {@link Autoquality}. Needs imgproxy Pro. */
    AUTOQUALITY("aq", "autoquality"),
    /** See {@link JpegOptions}. Needs imgproxy Pro. */
    JPEG_OPTIONS("jpgo", "jpeg_options"),
    /** See {@link PngOptions}. Needs imgproxy Pro. */
    PNG_OPTIONS("pngo", "png_options"),
    /** See {@link WebpOptions}. Needs imgproxy Pro. */
    WEBP_OPTIONS("webpo", "webp_options"),
    /** See {@link AvifOptions}. Needs imgproxy Pro. */
    AVIF_OPTIONS("avifo", "avif_options"),
    /** The page of a document, or the frame of an animation, to show; the first is 0, the default. Needs imgproxy Pro. A {@link NumberOption}. */
    PAGE(ValueRule.INDEX, "pg", "page"),
    /**
     * The number of pages to show, one below the other; at least 1, the default. Needs imgproxy Pro. A
     * {@link NumberOption}.
     */
    PAGES(ValueRule.COUNT, "pgs", "pages"),
    /** Whether an animation becomes a still image; false by default. Needs imgproxy Pro. A {@link FlagOption}. */
    DISABLE_ANIMATION(ValueRule.FLAG, "da", "disable_animation"),
    /**
     * The position in a video to show, in seconds from 0; 1 unless the server is configured otherwise. Needs imgproxy
     * Pro. A {@link NumberOption}.
     */
    VIDEO_THUMBNAIL_SECOND(ValueRule.AMOUNT, "vts", "video_thumbnail_second"),
    /**
     * Whether only key frames of a video are shown, which is faster; false unless the server is configured otherwise.
     * Needs imgproxy Pro. A {@link FlagOption}.
     */
    VIDEO_THUMBNAIL_KEYFRAMES(ValueRule.FLAG, "vtk", "video_thumbnail_keyframes"),
    /** See {@link VideoThumbnailTile}. Needs imgproxy Pro. */
    VIDEO_THUMBNAIL_TILE("vtt", "video_thumbnail_tile"),
    /** See {@link VideoThumbnailAnimation}. Needs imgproxy Pro. */
    VIDEO_THUMBNAIL_ANIMATION("vta", "video_thumbnail_animation"),
    /**
     * The URL of an image to show if the source is not available; empty, the default, means the server's. It is written
     * in Base64 in the path. Needs imgproxy Pro. A {@link TextOption}.
     */
    FALLBACK_IMAGE_URL(ValueRule.ENCODED, "fiu", "fallback_image_url"),
    /**
     * Whether imgproxy's own cache is bypassed, which {@code IMGPROXY_ALLOW_BYPASS_CACHE} must allow; false by default.
     * Announced for imgproxy 4.1, which is not yet released. Needs imgproxy Pro. A {@link FlagOption}.
     */
    BYPASS_CACHE(ValueRule.FLAG, "bc", "bypass_cache"),
    /** See {@link CacheTags}. Needs imgproxy Pro. */
    CACHE_TAGS("ct", "cache_tags"),
    /** See {@link Hashsum}. Needs imgproxy Pro. */
    HASHSUM("hs", "hashsum");

    /** The name that imgproxy documents for two options, so that its meaning is not known. */
    public static final String AMBIGUOUS = "co";

    private static final Set<OptionName> SECURITY = EnumSet.of(
            MAX_SRC_RESOLUTION,
            MAX_SRC_FILE_SIZE,
            MAX_ANIMATION_FRAMES,
            MAX_ANIMATION_FRAME_RESOLUTION,
            MAX_RESULT_DIMENSION);

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

    /** The short name, used by default, {@code rs}; the long name if imgproxy has no other. */
    public String shortName() {
        return shortName;
    }

    /** The long name, {@code resize}. */
    public String longName() {
        return longName;
    }

    /** Further names that imgproxy accepts, {@code icc} for {@code color_profile}; usually none. */
    public List<String> aliases() {
        return alias == null ? List.of() : List.of(alias);
    }

    /** Whether the option as a whole needs imgproxy Pro. */
    public boolean isPro() {
        return compareTo(RESIZING_ALGORITHM) >= 0;
    }

    /** The rule for its single value. */
    ValueRule rule() {
        return rule;
    }

    /** Every name of the option: the short one, the long one and further ones. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(shortName, longName));
        names.addAll(aliases());
        return Collections.unmodifiableSet(names);
    }

    /** Whether the option changes a limit that protects imgproxy, so that {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} must allow it. */
    public boolean isSecurity() {
        return SECURITY.contains(this);
    }

    /** The option with this name in imgproxy; null if there is none or, as for {@value #AMBIGUOUS}, two. */
    public static @Nullable OptionName of(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, OptionName> byName() {
        Map<String, OptionName> names = new HashMap<>();
        for (OptionName option : values()) {
            option.names().forEach(name -> names.put(name, option));
        }
        return names;
    }
}
