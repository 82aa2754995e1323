package io.github.imgproxy4j.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    /** {@link Width}. */
    WIDTH(Edition.OPEN_SOURCE, "w", "width"),
    /** {@link Height}. */
    HEIGHT(Edition.OPEN_SOURCE, "h", "height"),
    /** {@link MinWidth}. */
    MIN_WIDTH(Edition.OPEN_SOURCE, "mw", "min-width"),
    /** {@link MinHeight}. */
    MIN_HEIGHT(Edition.OPEN_SOURCE, "mh", "min-height"),
    /** {@link Zoom}. */
    ZOOM(Edition.OPEN_SOURCE, "z", "zoom"),
    /** {@link Dpr}. */
    DPR(Edition.OPEN_SOURCE, "dpr", "dpr"),
    /** {@link Enlarge}. */
    ENLARGE(Edition.OPEN_SOURCE, "el", "enlarge"),
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
    /** {@link AutoRotate}. */
    AUTO_ROTATE(Edition.OPEN_SOURCE, "ar", "auto_rotate"),
    /** {@link Rotate}. */
    ROTATE(Edition.OPEN_SOURCE, "rot", "rotate"),
    /** {@link Flip}. */
    FLIP(Edition.OPEN_SOURCE, "fl", "flip"),
    /** {@link Background}. */
    BACKGROUND(Edition.OPEN_SOURCE, "bg", "background"),
    /** {@link Blur}. */
    BLUR(Edition.OPEN_SOURCE, "bl", "blur"),
    /** {@link Sharpen}. */
    SHARPEN(Edition.OPEN_SOURCE, "sh", "sharpen"),
    /** {@link Pixelate}. */
    PIXELATE(Edition.OPEN_SOURCE, "pix", "pixelate"),
    /** {@link Watermark}. */
    WATERMARK(Edition.OPEN_SOURCE, "wm", "watermark"),
    /** {@link StripMetadata}. */
    STRIP_METADATA(Edition.OPEN_SOURCE, "sm", "strip_metadata"),
    /** {@link KeepCopyright}. */
    KEEP_COPYRIGHT(Edition.OPEN_SOURCE, "kcr", "keep_copyright"),
    /** {@link StripColorProfile}. */
    STRIP_COLOR_PROFILE(Edition.OPEN_SOURCE, "scp", "strip_color_profile"),
    /** {@link PreserveHdr}. */
    PRESERVE_HDR(Edition.OPEN_SOURCE, "ph", "preserve_hdr"),
    /** {@link EnforceThumbnail}. */
    ENFORCE_THUMBNAIL(Edition.OPEN_SOURCE, "eth", "enforce_thumbnail"),
    /** {@link Quality}. */
    QUALITY(Edition.OPEN_SOURCE, "q", "quality"),
    /** {@link FormatQuality}. */
    FORMAT_QUALITY(Edition.OPEN_SOURCE, "fq", "format_quality"),
    /** {@link MaxBytes}. */
    MAX_BYTES(Edition.OPEN_SOURCE, "mb", "max_bytes"),
    /** {@link Format}. */
    FORMAT(Edition.OPEN_SOURCE, "f", "format", "ext"),
    /** {@link SkipProcessing}. */
    SKIP_PROCESSING(Edition.OPEN_SOURCE, "skp", "skip_processing"),
    /** {@link Raw}. */
    RAW(Edition.OPEN_SOURCE, "raw", "raw"),
    /** {@link Cachebuster}. */
    CACHEBUSTER(Edition.OPEN_SOURCE, "cb", "cachebuster"),
    /** {@link Expires}. */
    EXPIRES(Edition.OPEN_SOURCE, "exp", "expires"),
    /** {@link Filename}. */
    FILENAME(Edition.OPEN_SOURCE, "fn", "filename"),
    /** {@link ReturnAttachment}. */
    RETURN_ATTACHMENT(Edition.OPEN_SOURCE, "att", "return_attachment"),
    /** {@link Preset}. */
    PRESET(Edition.OPEN_SOURCE, "pr", "preset"),
    /** {@link MaxSrcResolution}. */
    MAX_SRC_RESOLUTION(Edition.OPEN_SOURCE, "msr", "max_src_resolution"),
    /** {@link MaxSrcFileSize}. */
    MAX_SRC_FILE_SIZE(Edition.OPEN_SOURCE, "msfs", "max_src_file_size"),
    /** {@link MaxAnimationFrames}. */
    MAX_ANIMATION_FRAMES(Edition.OPEN_SOURCE, "maf", "max_animation_frames"),
    /** {@link MaxAnimationFrameResolution}. */
    MAX_ANIMATION_FRAME_RESOLUTION(Edition.OPEN_SOURCE, "mafr", "max_animation_frame_resolution"),
    /** {@link MaxResultDimension}. */
    MAX_RESULT_DIMENSION(Edition.OPEN_SOURCE, "mrd", "max_result_dimension"),
    /** {@link Resampling}; imgproxy Pro. */
    RESIZING_ALGORITHM(Edition.PRO, "ra", "resizing_algorithm"),
    /** {@link ObjectsPosition}; imgproxy Pro. */
    OBJECTS_POSITION(Edition.PRO, "op", "objects_position", "obj_pos"),
    /** {@link CropAspectRatio}; imgproxy Pro. */
    CROP_ASPECT_RATIO(Edition.PRO, "car", "crop_aspect_ratio", "crop_ar"),
    /** {@link CropObjects}; imgproxy Pro. */
    CROP_OBJECTS(Edition.PRO, "crop_objects", "crop_objects"),
    /** {@link BackgroundAlpha}; imgproxy Pro. */
    BACKGROUND_ALPHA(Edition.PRO, "bga", "background_alpha"),
    /** {@link Adjust}; imgproxy Pro. */
    ADJUST(Edition.PRO, "a", "adjust"),
    /** {@link Brightness}; imgproxy Pro. */
    BRIGHTNESS(Edition.PRO, "br", "brightness"),
    /** {@link Contrast}; imgproxy Pro. */
    CONTRAST(Edition.PRO, "contrast", "contrast"),
    /** {@link Saturation}; imgproxy Pro. */
    SATURATION(Edition.PRO, "sa", "saturation"),
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
    /** {@link WatermarkUrl}; imgproxy Pro. */
    WATERMARK_URL(Edition.PRO, "wmu", "watermark_url"),
    /** {@link WatermarkText}; imgproxy Pro. */
    WATERMARK_TEXT(Edition.PRO, "wmt", "watermark_text"),
    /** {@link WatermarkSize}; imgproxy Pro. */
    WATERMARK_SIZE(Edition.PRO, "wms", "watermark_size"),
    /** {@link WatermarkRotate}; imgproxy Pro. */
    WATERMARK_ROTATE(Edition.PRO, "wmr", "watermark_rotate", "wm_rot"),
    /** {@link WatermarkShadow}; imgproxy Pro. */
    WATERMARK_SHADOW(Edition.PRO, "wmsh", "watermark_shadow"),
    /** {@link Style}; imgproxy Pro. */
    STYLE(Edition.PRO, "st", "style"),
    /** {@link Dpi}; imgproxy Pro. */
    DPI(Edition.PRO, "dpi", "dpi"),
    /** {@link ColorProfile}; imgproxy Pro. */
    COLOR_PROFILE(Edition.PRO, "cp", "color_profile", "icc"),
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
    /** {@link Page}; imgproxy Pro. */
    PAGE(Edition.PRO, "pg", "page"),
    /** {@link Pages}; imgproxy Pro. */
    PAGES(Edition.PRO, "pgs", "pages"),
    /** {@link DisableAnimation}; imgproxy Pro. */
    DISABLE_ANIMATION(Edition.PRO, "da", "disable_animation"),
    /** {@link VideoThumbnailSecond}; imgproxy Pro. */
    VIDEO_THUMBNAIL_SECOND(Edition.PRO, "vts", "video_thumbnail_second"),
    /** {@link VideoThumbnailKeyframes}; imgproxy Pro. */
    VIDEO_THUMBNAIL_KEYFRAMES(Edition.PRO, "vtk", "video_thumbnail_keyframes"),
    /** {@link VideoThumbnailTile}; imgproxy Pro. */
    VIDEO_THUMBNAIL_TILE(Edition.PRO, "vtt", "video_thumbnail_tile"),
    /** {@link VideoThumbnailAnimation}; imgproxy Pro. */
    VIDEO_THUMBNAIL_ANIMATION(Edition.PRO, "vta", "video_thumbnail_animation"),
    /** {@link FallbackImageUrl}; imgproxy Pro. */
    FALLBACK_IMAGE_URL(Edition.PRO, "fiu", "fallback_image_url"),
    /** {@link BypassCache}; imgproxy Pro. */
    BYPASS_CACHE(Edition.PRO, "bc", "bypass_cache"),
    /** {@link CacheTags}; imgproxy Pro. */
    CACHE_TAGS(Edition.PRO, "ct", "cache_tags"),
    /** {@link Hashsum}; imgproxy Pro. */
    HASHSUM(Edition.PRO, "hs", "hashsum");

    private static final Map<String, OptionName> BY_NAME = byName();

    private final Edition edition;
    private final String shortName;
    private final String longName;
    private final @Nullable String alias;

    OptionName(Edition edition, String shortName, String longName) {
        this(edition, shortName, longName, null);
    }

    OptionName(Edition edition, String shortName, String longName, @Nullable String alias) {
        this.edition = edition;
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

    /** The option that imgproxy takes a name for; null if there is none or two. */
    static @Nullable OptionName of(String name) {
        return BY_NAME.get(name);
    }

    /** What the option is called in messages. */
    String label() {
        return longName.replace('_', ' ').replace('-', ' ');
    }

    private static Map<String, OptionName> byName() {
        Map<String, OptionName> names = new HashMap<>();
        for (OptionName option : values()) {
            Stream.concat(Stream.of(option.shortName, option.longName), option.aliases().stream())
                    .forEach(name -> names.put(name, option));
        }
        return names;
    }

    private enum Edition {
        OPEN_SOURCE,
        PRO
    }
}
