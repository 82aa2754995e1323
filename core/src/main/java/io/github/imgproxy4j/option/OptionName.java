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
    /** {@link Resize}. */
    RESIZE(Edition.OPEN_SOURCE, "rs", "resize"),
    /** {@link Size}. */
    SIZE(Edition.OPEN_SOURCE, "s", "size"),
    /** {@link Resizing}. */
    RESIZING_TYPE(Edition.OPEN_SOURCE, "rt", "resizing_type"),
    /** {@link NumberOption}: the width of the result. Value: 0 (the default) derives it from the height. */
    WIDTH(Edition.OPEN_SOURCE, ValueRule.PIXELS, "w", "width"),
    /** {@link NumberOption}: the height of the result. Value: 0 (the default) derives it from the width. */
    HEIGHT(Edition.OPEN_SOURCE, ValueRule.PIXELS, "h", "height"),
    /** {@link NumberOption}: the width that the result has at least; a {@link #WIDTH} still crops it. Value: 0 (the default) is no limit. */
    MIN_WIDTH(Edition.OPEN_SOURCE, ValueRule.PIXELS, "mw", "min-width"),
    /** {@link NumberOption}: the height that the result has at least; a {@link #HEIGHT} still crops it. Value: 0 (the default) is no limit. */
    MIN_HEIGHT(Edition.OPEN_SOURCE, ValueRule.PIXELS, "mh", "min-height"),
    /** {@link Zoom}. */
    ZOOM(Edition.OPEN_SOURCE, "z", "zoom"),
    /** {@link NumberOption}: multiplies every size, offset and padding, for screens with more than one device pixel per CSS pixel. Value: greater than 0; 1 by default. Without {@link #ENLARGE} the source's size is the limit. */
    DPR(Edition.OPEN_SOURCE, ValueRule.FACTOR, "dpr", "dpr"),
    /** {@link FlagOption}: whether a source smaller than the box grows. Value: false is what imgproxy does by default. */
    ENLARGE(Edition.OPEN_SOURCE, ValueRule.FLAG, "el", "enlarge"),
    /** {@link Extend}. */
    EXTEND(Edition.OPEN_SOURCE, "ex", "extend"),
    /** {@link ExtendAspectRatio}. */
    EXTEND_ASPECT_RATIO(Edition.OPEN_SOURCE, "exar", "extend_aspect_ratio", "extend_ar"),
    /** {@link Gravity}. */
    GRAVITY(Edition.OPEN_SOURCE, "g", "gravity"),
    /** {@link Crop}. */
    CROP(Edition.OPEN_SOURCE, "c", "crop"),
    /** {@link Trim}. */
    TRIM(Edition.OPEN_SOURCE, "t", "trim"),
    /** {@link Padding}. */
    PADDING(Edition.OPEN_SOURCE, "pd", "padding"),
    /** {@link FlagOption}: whether the orientation in the metadata is applied. Value: true by default, unless the server is set otherwise. */
    AUTO_ROTATE(Edition.OPEN_SOURCE, ValueRule.FLAG, "ar", "auto_rotate"),
    /** {@link NumberOption}: turns the image clockwise, after {@link #AUTO_ROTATE}. Value: a multiple of 90; 0 by default. */
    ROTATE(Edition.OPEN_SOURCE, ValueRule.QUARTER_TURNS, "rot", "rotate"),
    /** {@link Flip}. */
    FLIP(Edition.OPEN_SOURCE, "fl", "flip"),
    /** {@link Background}. */
    BACKGROUND(Edition.OPEN_SOURCE, "bg", "background"),
    /** {@link NumberOption}: a Gaussian blur. Value: the size of the mask, 0 or more; 0 (the default) is none. */
    BLUR(Edition.OPEN_SOURCE, ValueRule.AMOUNT, "bl", "blur"),
    /** {@link NumberOption}: sharpens the image. Value: the size of the mask, 0 or more; 0 (the default) is none. */
    SHARPEN(Edition.OPEN_SOURCE, ValueRule.AMOUNT, "sh", "sharpen"),
    /** {@link NumberOption}: makes the image of squares. Value: the side of a square; 0 and 1 (the default) do nothing. */
    PIXELATE(Edition.OPEN_SOURCE, ValueRule.PIXELS, "pix", "pixelate"),
    /** {@link Watermark}. */
    WATERMARK(Edition.OPEN_SOURCE, "wm", "watermark"),
    /** {@link FlagOption}: whether the metadata of the source is left out. Value: true by default, unless the server is set otherwise. */
    STRIP_METADATA(Edition.OPEN_SOURCE, ValueRule.FLAG, "sm", "strip_metadata"),
    /** {@link FlagOption}: whether copyright information stays where other metadata is left out. Value: true by default, unless the server is set otherwise. */
    KEEP_COPYRIGHT(Edition.OPEN_SOURCE, ValueRule.FLAG, "kcr", "keep_copyright"),
    /** {@link FlagOption}: whether the image is converted to sRGB and its colour profile left out. Value: true by default, unless the server is set otherwise. */
    STRIP_COLOR_PROFILE(Edition.OPEN_SOURCE, ValueRule.FLAG, "scp", "strip_color_profile"),
    /** {@link FlagOption}: whether more than 8 bits per channel are kept. Since imgproxy 4. Value: false by default, unless the server is set otherwise. */
    PRESERVE_HDR(Edition.OPEN_SOURCE, ValueRule.FLAG, "ph", "preserve_hdr"),
    /** {@link FlagOption}: whether the thumbnail inside a HEIC or AVIF source is used. Value: false by default, unless the server is set otherwise. */
    ENFORCE_THUMBNAIL(Edition.OPEN_SOURCE, ValueRule.FLAG, "eth", "enforce_thumbnail"),
    /** {@link NumberOption}: the quality of a lossy result. Value: 1 to 100; 0 (the default) leaves the choice to imgproxy. */
    QUALITY(Edition.OPEN_SOURCE, ValueRule.PERCENT, "q", "quality"),
    /** {@link FormatQuality}. */
    FORMAT_QUALITY(Edition.OPEN_SOURCE, "fq", "format_quality"),
    /** {@link NumberOption}: lowers the quality until the result has at most so many bytes, as far as that goes. Value: 0 (the default) is no limit. */
    MAX_BYTES(Edition.OPEN_SOURCE, ValueRule.BYTES, "mb", "max_bytes"),
    /** {@link Format}. */
    FORMAT(Edition.OPEN_SOURCE, "f", "format", "ext"),
    /** {@link SkipProcessing}. */
    SKIP_PROCESSING(Edition.OPEN_SOURCE, "skp", "skip_processing"),
    /** {@link FlagOption}: whether the source is passed on as it is, of whatever type and size. The filter refuses it by default. Value: false by default. */
    RAW(Edition.OPEN_SOURCE, ValueRule.FLAG, "raw", "raw"),
    /** {@link TextOption}: changes the URL and the cache key but not the image, for what the URL does not tell: another watermark, another preset of the server. Value: letters, digits and {@code - . _ ~}; empty (the default) is none. */
    CACHEBUSTER(Edition.OPEN_SOURCE, ValueRule.PLAIN, "cb", "cachebuster"),
    /** {@link Expires}. */
    EXPIRES(Edition.OPEN_SOURCE, "exp", "expires"),
    /** {@link Filename}. */
    FILENAME(Edition.OPEN_SOURCE, "fn", "filename"),
    /** {@link FlagOption}: whether a browser saves the image instead of showing it. Value: false by default. */
    RETURN_ATTACHMENT(Edition.OPEN_SOURCE, ValueRule.FLAG, "att", "return_attachment"),
    /** {@link Preset}. */
    PRESET(Edition.OPEN_SOURCE, "pr", "preset"),
    /** {@link NumberOption}: the largest source that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 or more; 50 by default, unless the server is set otherwise. */
    MAX_SRC_RESOLUTION(Edition.OPEN_SOURCE, ValueRule.AMOUNT, "msr", "max_src_resolution"),
    /** {@link NumberOption}: the largest source file that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit. */
    MAX_SRC_FILE_SIZE(Edition.OPEN_SOURCE, ValueRule.BYTES, "msfs", "max_src_file_size"),
    /** {@link NumberOption}: how many frames of an animation are processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 1 or more; 1 by default, unless the server is set otherwise. */
    MAX_ANIMATION_FRAMES(Edition.OPEN_SOURCE, ValueRule.COUNT, "maf", "max_animation_frames"),
    /** {@link NumberOption}: the largest frame of an animation that is processed. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit of its own. */
    MAX_ANIMATION_FRAME_RESOLUTION(Edition.OPEN_SOURCE, ValueRule.AMOUNT, "mafr", "max_animation_frame_resolution"),
    /** {@link NumberOption}: the longest side of a result; larger ones are made smaller. Since imgproxy 3.29. imgproxy answers 403 unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set. Value: 0 (the default, unless the server is set otherwise) is no limit. */
    MAX_RESULT_DIMENSION(Edition.OPEN_SOURCE, ValueRule.PIXELS, "mrd", "max_result_dimension"),
    /** {@link Resampling}; imgproxy Pro. */
    RESIZING_ALGORITHM(Edition.PRO, "ra", "resizing_algorithm"),
    /** {@link ObjectsPosition}; imgproxy Pro. */
    OBJECTS_POSITION(Edition.PRO, "op", "objects_position", "obj_pos"),
    /** {@link CropAspectRatio}; imgproxy Pro. */
    CROP_ASPECT_RATIO(Edition.PRO, "car", "crop_aspect_ratio", "crop_ar"),
    /** {@link CropObjects}; imgproxy Pro. */
    CROP_OBJECTS(Edition.PRO, "crop_objects", "crop_objects"),
    /** {@link NumberOption}: the opacity of the {@link Background}. Needs imgproxy Pro. Value: 0 to 1, the default. */
    BACKGROUND_ALPHA(Edition.PRO, ValueRule.SHARE, "bga", "background_alpha"),
    /** {@link Adjust}; imgproxy Pro. */
    ADJUST(Edition.PRO, "a", "adjust"),
    /** {@link NumberOption}: makes the image lighter or darker. Needs imgproxy Pro. Value: -255 to 255; 0 by default. */
    BRIGHTNESS(Edition.PRO, ValueRule.BRIGHTNESS, "br", "brightness"),
    /** {@link NumberOption}: moves light and dark apart; printed by its long name, because imgproxy documents {@code co} for {@link CropObjects} as well. Needs imgproxy Pro. Value: 0 or more; 1 by default. */
    CONTRAST(Edition.PRO, ValueRule.AMOUNT, "contrast", "contrast"),
    /** {@link NumberOption}: makes colours stronger or weaker. Needs imgproxy Pro. Value: 0 (grey) or more; 1 by default. */
    SATURATION(Edition.PRO, ValueRule.AMOUNT, "sa", "saturation"),
    /** {@link Monochrome}; imgproxy Pro. */
    MONOCHROME(Edition.PRO, "mc", "monochrome"),
    /** {@link Duotone}; imgproxy Pro. */
    DUOTONE(Edition.PRO, "dt", "duotone"),
    /** {@link UnsharpMasking}; imgproxy Pro. */
    UNSHARP_MASKING(Edition.PRO, "ush", "unsharp_masking"),
    /** {@link BlurAreas}; imgproxy Pro. */
    BLUR_AREAS(Edition.PRO, "ba", "blur_areas"),
    /** {@link ProgressiveBlur}; imgproxy Pro. */
    PROGRESSIVE_BLUR(Edition.PRO, "pbl", "progressive_blur"),
    /** {@link BlurDetections}; imgproxy Pro. */
    BLUR_DETECTIONS(Edition.PRO, "bd", "blur_detections"),
    /** {@link DrawDetections}; imgproxy Pro. */
    DRAW_DETECTIONS(Edition.PRO, "dd", "draw_detections"),
    /** {@link Colorize}; imgproxy Pro. */
    COLORIZE(Edition.PRO, "col", "colorize"),
    /** {@link Gradient}; imgproxy Pro. */
    GRADIENT(Edition.PRO, "gr", "gradient"),
    /** {@link TextOption}: an image of its own as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro. Value: of the image; empty (the default) is the server's watermark. */
    WATERMARK_URL(Edition.PRO, ValueRule.ENCODED, "wmu", "watermark_url"),
    /** {@link TextOption}: a text as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro. Value: with Pango markup, so {@code &} and {@code <} must be escaped; empty (the default) is none. */
    WATERMARK_TEXT(Edition.PRO, ValueRule.ENCODED, "wmt", "watermark_text"),
    /** {@link WatermarkSize}; imgproxy Pro. */
    WATERMARK_SIZE(Edition.PRO, "wms", "watermark_size"),
    /** {@link NumberOption}: turns the {@link Watermark} clockwise. Needs imgproxy Pro. Value: any; 0 by default. */
    WATERMARK_ROTATE(Edition.PRO, ValueRule.DEGREES, "wmr", "watermark_rotate", "wm_rot"),
    /** {@link NumberOption}: a shadow under the {@link Watermark}; none by default. Needs imgproxy Pro. Value: the size of the mask that blurs it, 0 or more. */
    WATERMARK_SHADOW(Edition.PRO, ValueRule.AMOUNT, "wmsh", "watermark_shadow"),
    /** {@link TextOption}: style rules that are put into an SVG source; in the path they stand in Base64. Needs imgproxy Pro. Value: the rules; empty (the default) is none. */
    STYLE(Edition.PRO, ValueRule.ENCODED, "st", "style"),
    /** {@link NumberOption}: the resolution that the metadata of the result tells. Needs imgproxy Pro. Value: 0 (the default) leaves it as it is. */
    DPI(Edition.PRO, ValueRule.AMOUNT, "dpi", "dpi"),
    /** {@link TextOption}: the colour profile that the image is converted to and carries. Since imgproxy 3.30. Needs imgproxy Pro. Value: {@code srgb}, {@code cmyk} or a file in the server's profile directory, of letters, digits and {@code - . _ ~}. */
    COLOR_PROFILE(Edition.PRO, ValueRule.NAME, "cp", "color_profile", "icc"),
    /** {@link Autoquality}; imgproxy Pro. */
    AUTOQUALITY(Edition.PRO, "aq", "autoquality"),
    /** {@link JpegOptions}; imgproxy Pro. */
    JPEG_OPTIONS(Edition.PRO, "jpgo", "jpeg_options"),
    /** {@link PngOptions}; imgproxy Pro. */
    PNG_OPTIONS(Edition.PRO, "pngo", "png_options"),
    /** {@link WebpOptions}; imgproxy Pro. */
    WEBP_OPTIONS(Edition.PRO, "webpo", "webp_options"),
    /** {@link AvifOptions}; imgproxy Pro. */
    AVIF_OPTIONS(Edition.PRO, "avifo", "avif_options"),
    /** {@link NumberOption}: the page of a document or the frame of an animation to show. Needs imgproxy Pro. Value: from 0, the default. */
    PAGE(Edition.PRO, ValueRule.INDEX, "pg", "page"),
    /** {@link NumberOption}: how many pages are shown, one below the other. Needs imgproxy Pro. Value: 1 (the default) or more. */
    PAGES(Edition.PRO, ValueRule.COUNT, "pgs", "pages"),
    /** {@link FlagOption}: whether animations are taken for still images. Needs imgproxy Pro. Value: false by default. */
    DISABLE_ANIMATION(Edition.PRO, ValueRule.FLAG, "da", "disable_animation"),
    /** {@link NumberOption}: the moment of a video to show. Needs imgproxy Pro. Value: 0 or more; 1 by default, unless the server is set otherwise. */
    VIDEO_THUMBNAIL_SECOND(Edition.PRO, ValueRule.AMOUNT, "vts", "video_thumbnail_second"),
    /** {@link FlagOption}: whether only key frames of a video are shown, which is faster. Needs imgproxy Pro. Value: false by default, unless the server is set otherwise. */
    VIDEO_THUMBNAIL_KEYFRAMES(Edition.PRO, ValueRule.FLAG, "vtk", "video_thumbnail_keyframes"),
    /** {@link VideoThumbnailTile}; imgproxy Pro. */
    VIDEO_THUMBNAIL_TILE(Edition.PRO, "vtt", "video_thumbnail_tile"),
    /** {@link VideoThumbnailAnimation}; imgproxy Pro. */
    VIDEO_THUMBNAIL_ANIMATION(Edition.PRO, "vta", "video_thumbnail_animation"),
    /** {@link TextOption}: the image shown where the source cannot be had; in the path it stands in Base64. Needs imgproxy Pro. Value: of the image; empty (the default) is the server's fallback image. */
    FALLBACK_IMAGE_URL(Edition.PRO, ValueRule.ENCODED, "fiu", "fallback_image_url"),
    /** {@link FlagOption}: whether imgproxy's own cache is passed by; needs {@code IMGPROXY_ALLOW_BYPASS_CACHE}. Announced for imgproxy 4.1, not yet released. Needs imgproxy Pro. Value: false by default. */
    BYPASS_CACHE(Edition.PRO, ValueRule.FLAG, "bc", "bypass_cache"),
    /** {@link CacheTags}; imgproxy Pro. */
    CACHE_TAGS(Edition.PRO, "ct", "cache_tags"),
    /** {@link Hashsum}; imgproxy Pro. */
    HASHSUM(Edition.PRO, "hs", "hashsum");

    private static final Map<String, OptionName> BY_NAME = byName();

    private final Edition edition;
    private final ValueRule rule;
    private final String shortName;
    private final String longName;
    private final @Nullable String alias;

    OptionName(Edition edition, String shortName, String longName) {
        this(edition, ValueRule.OWN_TYPE, shortName, longName, null);
    }

    OptionName(Edition edition, String shortName, String longName, String alias) {
        this(edition, ValueRule.OWN_TYPE, shortName, longName, alias);
    }

    OptionName(Edition edition, ValueRule rule, String shortName, String longName) {
        this(edition, rule, shortName, longName, null);
    }

    OptionName(Edition edition, ValueRule rule, String shortName, String longName, @Nullable String alias) {
        this.edition = edition;
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
        return edition == Edition.PRO;
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

    private enum Edition {
        OPEN_SOURCE,
        PRO
    }
}
