package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.Adjust;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.Autoquality;
import io.github.imgproxy4j.option.AvifOptions;
import io.github.imgproxy4j.option.AvifSubsampling;
import io.github.imgproxy4j.option.Background;
import io.github.imgproxy4j.option.BlurAreas;
import io.github.imgproxy4j.option.BlurDetections;
import io.github.imgproxy4j.option.CacheTags;
import io.github.imgproxy4j.option.Colorize;
import io.github.imgproxy4j.option.Compass;
import io.github.imgproxy4j.option.Crop;
import io.github.imgproxy4j.option.CropAspectRatio;
import io.github.imgproxy4j.option.CropObjects;
import io.github.imgproxy4j.option.DrawDetections;
import io.github.imgproxy4j.option.Duotone;
import io.github.imgproxy4j.option.Expires;
import io.github.imgproxy4j.option.Extend;
import io.github.imgproxy4j.option.ExtendAspectRatio;
import io.github.imgproxy4j.option.Filename;
import io.github.imgproxy4j.option.FlagOption;
import io.github.imgproxy4j.option.Flip;
import io.github.imgproxy4j.option.FormatQuality;
import io.github.imgproxy4j.option.Gradient;
import io.github.imgproxy4j.option.Gravity;
import io.github.imgproxy4j.option.Hashsum;
import io.github.imgproxy4j.option.HashsumType;
import io.github.imgproxy4j.option.JpegOptions;
import io.github.imgproxy4j.option.Monochrome;
import io.github.imgproxy4j.option.NextPipeline;
import io.github.imgproxy4j.option.NumberOption;
import io.github.imgproxy4j.option.ObjectsPosition;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.Padding;
import io.github.imgproxy4j.option.PngOptions;
import io.github.imgproxy4j.option.Preset;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.ProgressiveBlur;
import io.github.imgproxy4j.option.Resampling;
import io.github.imgproxy4j.option.Resize;
import io.github.imgproxy4j.option.Resizing;
import io.github.imgproxy4j.option.ResizingAlgorithm;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Size;
import io.github.imgproxy4j.option.SkipProcessing;
import io.github.imgproxy4j.option.TextOption;
import io.github.imgproxy4j.option.Trim;
import io.github.imgproxy4j.option.UnsharpMasking;
import io.github.imgproxy4j.option.VideoThumbnailAnimation;
import io.github.imgproxy4j.option.VideoThumbnailTile;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.option.WatermarkSize;
import io.github.imgproxy4j.option.WebpOptions;
import io.github.imgproxy4j.option.Zoom;
import java.time.Instant;
import java.util.List;

/**
 * One method for every processing option of imgproxy, in the order of its documentation; options of imgproxy Pro are
 * marked.
 *
 * <p>Options apply in the order of the calls; a later option overrides an earlier one. Every method throws an
 * {@link ImgproxyException} that names the option, the value and the rule if a value is invalid.
 *
 * @param <B> the type of the builder, which every method returns
 */
public abstract sealed class OptionCalls<B> permits ImageBuilder {
    OptionCalls() {}

    /** Appends an option. */
    abstract B add(ProcessingOption option);

    /** Fits the image to a box of pixels; 0 derives a side from the other. */
    public B resize(ResizingType type, int width, int height) {
        return add(new Resize(type, width, height));
    }

    /** Fits the image to a box, with enlarging and extending. */
    public B resize(Resize resize) {
        return add(resize);
    }

    /** Width and height in pixels; 0 derives a side from the other. */
    public B size(int width, int height) {
        return add(new Size(width, height));
    }

    /** Width and height, with enlarging and extending. */
    public B size(Size size) {
        return add(size);
    }

    /** How the image fits its box; {@link ResizingType#FIT} by default. */
    public B resizingType(ResizingType type) {
        return add(new Resizing(type));
    }

    /** The width in pixels; 0 (the default) derives it from the height. */
    public B width(int pixels) {
        return add(new NumberOption(OptionName.WIDTH, pixels));
    }

    /** The height in pixels; 0 (the default) derives it from the width. */
    public B height(int pixels) {
        return add(new NumberOption(OptionName.HEIGHT, pixels));
    }

    /** The minimum width of the result in pixels; 0 (the default) is no limit. */
    public B minWidth(int pixels) {
        return add(new NumberOption(OptionName.MIN_WIDTH, pixels));
    }

    /** The minimum height of the result in pixels; 0 (the default) is no limit. */
    public B minHeight(int pixels) {
        return add(new NumberOption(OptionName.MIN_HEIGHT, pixels));
    }

    /** Multiplies width and height; greater than 0, 1 by default. */
    public B zoom(double factor) {
        return add(new Zoom(factor));
    }

    /** Multiplies width and height by separate factors; greater than 0, 1 by default. */
    public B zoom(double x, double y) {
        return add(new Zoom(x, y));
    }

    /**
     * Multiplies every size, offset and padding; greater than 0, 1 by default. For several densities in one element use
     * {@link ImageBuilder#densities}.
     */
    public B dpr(double factor) {
        return add(new NumberOption(OptionName.DPR, factor));
    }

    /** Whether a source smaller than the box is enlarged; false by default. */
    public B enlarge(boolean allowed) {
        return add(new FlagOption(OptionName.ENLARGE, allowed));
    }

    /** Whether a result smaller than the box is padded to its size; false by default. */
    public B extend(boolean enabled) {
        return add(new Extend(enabled, null));
    }

    /** How a result smaller than the box is padded to its size. */
    public B extend(Extend extend) {
        return add(extend);
    }

    /** Whether a result is padded to the aspect ratio of the box; false by default. */
    public B extendAspectRatio(boolean enabled) {
        return add(new ExtendAspectRatio(enabled, null));
    }

    /** How a result is padded to the aspect ratio of the box. */
    public B extendAspectRatio(ExtendAspectRatio extend) {
        return add(extend);
    }

    /** The side, corner or centre (the default) that cropping keeps. */
    public B gravity(Compass compass) {
        return add(new Gravity(Anchor.toward(compass)));
    }

    /**
     * The side, corner or centre that cropping keeps, with an offset.
     *
     * @param x inwards from the edge, or to the right from the centre; a fraction of the width between -1 and 1,
     *     otherwise pixels
     * @param y inwards from the edge, or downwards from the centre; a fraction of the height between -1 and 1,
     *     otherwise pixels
     */
    public B gravity(Compass compass, double x, double y) {
        return add(new Gravity(Anchor.toward(compass, x, y)));
    }

    /** The part that cropping keeps; detected objects need imgproxy Pro. */
    public B gravity(Anchor anchor) {
        return add(new Gravity(anchor));
    }

    /**
     * The part that cropping keeps, in imgproxy's notation.
     *
     * @param anchor a compass point such as {@code no} or {@code soea}, {@code ce}, {@code sm}, or {@code fp}
     * @param offsets none or x and y; see {@link Gravity#ofWord}
     */
    public B gravity(String anchor, double... offsets) {
        return add(Gravity.ofWord(anchor, offsets));
    }

    /**
     * Cuts an area out of the source before it is resized: values from 1 are pixels, values below 1 a fraction; 0 is
     * the whole side.
     */
    public B crop(double width, double height) {
        return add(new Crop(width, height));
    }

    /**
     * Cuts an area around an anchor out of the source: values from 1 are pixels, values below 1 a fraction; 0 is the
     * whole side.
     */
    public B crop(double width, double height, Anchor anchor) {
        return add(new Crop(width, height, anchor));
    }

    /** Removes a border of one colour; the threshold is the tolerated difference. */
    public B trim(double threshold) {
        return add(Trim.threshold(threshold));
    }

    /** How a border of one colour is removed. */
    public B trim(Trim trim) {
        return add(trim);
    }

    /** Padding of this many pixels on every side. */
    public B padding(int pixels) {
        return add(Padding.all(pixels));
    }

    /** Padding in pixels above and below, and on the left and right. */
    public B padding(int vertical, int horizontal) {
        return add(Padding.symmetric(vertical, horizontal));
    }

    /** Padding in pixels on each side. */
    public B padding(int top, int right, int bottom, int left) {
        return add(new Padding(top, right, bottom, left));
    }

    /** Padding on some sides. */
    public B padding(Padding padding) {
        return add(padding);
    }

    /**
     * Whether the orientation in the metadata is applied. True by default, unless the server is configured otherwise.
     */
    public B autoRotate(boolean enabled) {
        return add(new FlagOption(OptionName.AUTO_ROTATE, enabled));
    }

    /** Turns the image clockwise by a multiple of 90 degrees. */
    public B rotate(int degrees) {
        return add(new NumberOption(OptionName.ROTATE, degrees));
    }

    /** Mirrors the image. */
    public B flip(Flip flip) {
        return add(flip);
    }

    /** The background of transparent pixels, 3 or 6 hexadecimal digits; empty leaves them transparent. */
    public B background(String hex) {
        return add(new Background(hex));
    }

    /** The background of transparent pixels; each component is from 0 to 255. */
    public B background(int red, int green, int blue) {
        return add(Background.rgb(red, green, blue));
    }

    /** Blurs the image; sigma is the size of the mask, 0 (the default) or more. */
    public B blur(double sigma) {
        return add(new NumberOption(OptionName.BLUR, sigma));
    }

    /** Sharpens the image; sigma is the size of the mask, 0 (the default) or more. */
    public B sharpen(double sigma) {
        return add(new NumberOption(OptionName.SHARPEN, sigma));
    }

    /** Pixelates the image with squares of this many pixels; 0 and 1 (the default) do nothing. */
    public B pixelate(int pixels) {
        return add(new NumberOption(OptionName.PIXELATE, pixels));
    }

    /** Puts a watermark in the centre; its opacity is 0 (none, the default) to 1. */
    public B watermark(double opacity) {
        return add(Watermark.opacity(opacity));
    }

    /** Puts a watermark on the image. */
    public B watermark(Watermark watermark) {
        return add(watermark);
    }

    /** Whether the metadata of the source is removed. True by default, unless the server is configured otherwise. */
    public B stripMetadata(boolean enabled) {
        return add(new FlagOption(OptionName.STRIP_METADATA, enabled));
    }

    /**
     * Whether copyright information is kept if other metadata is removed. True by default, unless the server is
     * configured otherwise.
     */
    public B keepCopyright(boolean enabled) {
        return add(new FlagOption(OptionName.KEEP_COPYRIGHT, enabled));
    }

    /**
     * Whether the image is converted to sRGB and its colour profile removed. True by default, unless the server is
     * configured otherwise.
     */
    public B stripColorProfile(boolean enabled) {
        return add(new FlagOption(OptionName.STRIP_COLOR_PROFILE, enabled));
    }

    /**
     * Whether more than 8 bits per channel are kept. Since imgproxy 4. False by default, unless the server is
     * configured otherwise.
     */
    public B preserveHdr(boolean enabled) {
        return add(new FlagOption(OptionName.PRESERVE_HDR, enabled));
    }

    /**
     * Whether the thumbnail inside a HEIC or AVIF source is used. False by default, unless the server is configured
     * otherwise.
     */
    public B enforceThumbnail(boolean enabled) {
        return add(new FlagOption(OptionName.ENFORCE_THUMBNAIL, enabled));
    }

    /** The quality of a lossy result, 1 to 100; 0 (the default) leaves the choice to imgproxy. */
    public B quality(int percent) {
        return add(new NumberOption(OptionName.QUALITY, percent));
    }

    /** The quality of a result in one format, 1 to 100; 0 leaves the choice to imgproxy. */
    public B formatQuality(String format, int percent) {
        return add(FormatQuality.of(format, percent));
    }

    /** The quality of a result in several formats. */
    public B formatQuality(FormatQuality qualities) {
        return add(qualities);
    }

    /** Lowers the quality until the result has at most this many bytes, if possible; 0 (the default) is no limit. */
    public B maxBytes(long bytes) {
        return add(new NumberOption(OptionName.MAX_BYTES, bytes));
    }

    /** Source formats, such as {@code gif}, that are passed through unchanged unless another format is requested. */
    public B skipProcessing(String... formats) {
        return add(SkipProcessing.of(formats));
    }

    /** Whether the source is passed through unchanged; false by default. The filter refuses it unless it is allowed. */
    public B raw(boolean enabled) {
        return add(new FlagOption(OptionName.RAW, enabled));
    }

    /** Changes the URL but not the image; letters, digits and {@code - . _ ~}. */
    public B cachebuster(String text) {
        return add(new TextOption(OptionName.CACHEBUSTER, text));
    }

    /**
     * The time from which imgproxy responds with 404, in whole seconds. It is part of the cache key: round it to coarse
     * steps.
     */
    public B expires(Instant at) {
        return add(new Expires(at));
    }

    /** The name under which a browser saves the image, without extension. */
    public B filename(String name) {
        return add(new Filename(name));
    }

    /** Whether a browser saves the image instead of showing it; false by default. */
    public B returnAttachment(boolean enabled) {
        return add(new FlagOption(OptionName.RETURN_ATTACHMENT, enabled));
    }

    /** Presets of the imgproxy server, in this order; for presets of this library see {@link ImageBuilder#preset}. */
    public B serverPreset(String... names) {
        return add(Preset.of(names));
    }

    /** The largest allowed source, in megapixels. The server refuses it unless it allows security options. */
    public B maxSrcResolution(double megapixels) {
        return add(new NumberOption(OptionName.MAX_SRC_RESOLUTION, megapixels));
    }

    /**
     * The largest allowed source file, in bytes; 0 is no limit. The server refuses it unless it allows security
     * options.
     */
    public B maxSrcFileSize(long bytes) {
        return add(new NumberOption(OptionName.MAX_SRC_FILE_SIZE, bytes));
    }

    /**
     * The number of frames of an animation that are processed, 1 or more. The server refuses it unless it allows
     * security options.
     */
    public B maxAnimationFrames(int frames) {
        return add(new NumberOption(OptionName.MAX_ANIMATION_FRAMES, frames));
    }

    /**
     * The largest allowed frame of an animation, in megapixels; 0 is no limit. The server refuses it unless it allows
     * security options.
     */
    public B maxAnimationFrameResolution(double megapixels) {
        return add(new NumberOption(OptionName.MAX_ANIMATION_FRAME_RESOLUTION, megapixels));
    }

    /**
     * The largest width and height of a result, in pixels; 0 is no limit. The server refuses it unless it allows
     * security options.
     */
    public B maxResultDimension(int pixels) {
        return add(new NumberOption(OptionName.MAX_RESULT_DIMENSION, pixels));
    }

    /**
     * How the pixels of a resized image are computed; {@link ResizingAlgorithm#LANCZOS3} by default. Needs imgproxy
     * Pro.
     */
    public B resizingAlgorithm(ResizingAlgorithm algorithm) {
        return add(new Resampling(algorithm));
    }

    /** Where detected objects are placed; in the centre by default. Needs imgproxy Pro. */
    public B objectsPosition(Anchor anchor) {
        return add(new ObjectsPosition(anchor));
    }

    /**
     * The aspect ratio, width by height, of the area that {@link #crop} cuts out; 0 (the default) leaves it unchanged.
     * Needs imgproxy Pro.
     */
    public B cropAspectRatio(double ratio) {
        return add(new CropAspectRatio(ratio));
    }

    /** How the aspect ratio of the area that {@link #crop} cuts out is corrected. Needs imgproxy Pro. */
    public B cropAspectRatio(CropAspectRatio correction) {
        return add(correction);
    }

    /**
     * Crops the image to detected objects of some classes, or of all. Needs imgproxy Pro.
     *
     * @param scale the size of the area, greater than 0; 1 is the size of the objects, 1.2 leaves a margin of 20
     *     percent
     */
    public B cropObjects(double scale, String... classes) {
        return add(CropObjects.of(scale, classes));
    }

    /** The opacity of the background, 0 to 1 (the default). Needs imgproxy Pro. */
    public B backgroundAlpha(double alpha) {
        return add(new NumberOption(OptionName.BACKGROUND_ALPHA, alpha));
    }

    /** Brightness, contrast and saturation in one. Needs imgproxy Pro. */
    public B adjust(Adjust adjust) {
        return add(adjust);
    }

    /** Makes the image lighter or darker, -255 to 255; 0 by default. Needs imgproxy Pro. */
    public B brightness(int value) {
        return add(new NumberOption(OptionName.BRIGHTNESS, value));
    }

    /** Changes the contrast, 0 or more; 1 by default. Needs imgproxy Pro. */
    public B contrast(double factor) {
        return add(new NumberOption(OptionName.CONTRAST, factor));
    }

    /** Changes the saturation of colours, 0 or more; 1 by default. Needs imgproxy Pro. */
    public B saturation(double factor) {
        return add(new NumberOption(OptionName.SATURATION, factor));
    }

    /** Converts to shades of grey; the intensity is 0 (the default) to 1. Needs imgproxy Pro. */
    public B monochrome(double intensity) {
        return add(new Monochrome(intensity));
    }

    /**
     * Converts to shades of one colour, 3 or 6 hexadecimal digits; the intensity is 0 (the default) to 1. Needs
     * imgproxy Pro.
     */
    public B monochrome(double intensity, String color) {
        return add(new Monochrome(intensity, color));
    }

    /** Converts to shades between black and white; the intensity is 0 (the default) to 1. Needs imgproxy Pro. */
    public B duotone(double intensity) {
        return add(new Duotone(intensity));
    }

    /**
     * Converts to shades between two colours, 3 or 6 hexadecimal digits each; the intensity is 0 (the default) to 1.
     * Needs imgproxy Pro.
     */
    public B duotone(double intensity, String dark, String light) {
        return add(new Duotone(intensity, dark, light));
    }

    /** Sharpens a resized image. Needs imgproxy Pro. */
    public B unsharpMasking(UnsharpMasking masking) {
        return add(masking);
    }

    /** Blurs rectangles of the source. Needs imgproxy Pro. */
    public B blurAreas(BlurAreas areas) {
        return add(areas);
    }

    /** A blur that increases across the image. Needs imgproxy Pro. Announced for imgproxy 4.1, not yet released. */
    public B progressiveBlur(ProgressiveBlur blur) {
        return add(blur);
    }

    /**
     * Blurs detected objects of some classes, or of all; sigma is the size of the mask, 0 or more. Needs imgproxy Pro.
     */
    public B blurDetections(double sigma, String... classes) {
        return add(BlurDetections.of(sigma, classes));
    }

    /** Draws frames around detected objects of some classes, or of all. Needs imgproxy Pro. */
    public B drawDetections(boolean enabled, String... classes) {
        return add(DrawDetections.of(enabled, classes));
    }

    /** Overlays the image with black; the opacity is 0 (none, the default) to 1. Needs imgproxy Pro. */
    public B colorize(double opacity) {
        return add(Colorize.opacity(opacity));
    }

    /** Overlays the image with a colour. Needs imgproxy Pro. */
    public B colorize(Colorize colorize) {
        return add(colorize);
    }

    /**
     * Overlays the image with a black gradient from top to bottom; the opacity is 0 (none, the default) to 1. Needs
     * imgproxy Pro.
     */
    public B gradient(double opacity) {
        return add(Gradient.opacity(opacity));
    }

    /** Overlays the image with a gradient from transparent to a colour. Needs imgproxy Pro. */
    public B gradient(Gradient gradient) {
        return add(gradient);
    }

    /** The URL of an image to use as the watermark. Needs imgproxy Pro. */
    public B watermarkUrl(String url) {
        return add(new TextOption(OptionName.WATERMARK_URL, url));
    }

    /** A text with Pango markup as the watermark. Needs imgproxy Pro. */
    public B watermarkText(String text) {
        return add(new TextOption(OptionName.WATERMARK_TEXT, text));
    }

    /**
     * The box in pixels that a watermark without scale fits; 0 derives a side from the other. Needs imgproxy Pro.
     */
    public B watermarkSize(int width, int height) {
        return add(new WatermarkSize(width, height));
    }

    /** Turns the watermark clockwise. Needs imgproxy Pro. */
    public B watermarkRotate(double degrees) {
        return add(new NumberOption(OptionName.WATERMARK_ROTATE, degrees));
    }

    /** A shadow under the watermark; sigma is the size of the mask, 0 or more. Needs imgproxy Pro. */
    public B watermarkShadow(double sigma) {
        return add(new NumberOption(OptionName.WATERMARK_SHADOW, sigma));
    }

    /** CSS rules that are inserted into an SVG source. Needs imgproxy Pro. */
    public B style(String css) {
        return add(new TextOption(OptionName.STYLE, css));
    }

    /** The resolution in the metadata; 0 (the default) leaves it unchanged. Needs imgproxy Pro. */
    public B dpi(double dotsPerInch) {
        return add(new NumberOption(OptionName.DPI, dotsPerInch));
    }

    /**
     * The colour profile of the result: {@code srgb}, {@code cmyk} or a file on the server. Needs imgproxy Pro.
     */
    public B colorProfile(String name) {
        return add(new TextOption(OptionName.COLOR_PROFILE, name));
    }

    /** Lets imgproxy choose the quality that reaches a target. Needs imgproxy Pro. */
    public B autoquality(Autoquality autoquality) {
        return add(autoquality);
    }

    /** How JPEG results are written. Needs imgproxy Pro. */
    public B jpegOptions(JpegOptions jpeg) {
        return add(jpeg);
    }

    /** How PNG results are written. Needs imgproxy Pro. */
    public B pngOptions(PngOptions png) {
        return add(png);
    }

    /** How WebP results are written. Needs imgproxy Pro. */
    public B webpOptions(WebpOptions webp) {
        return add(webp);
    }

    /** How AVIF results store colours; {@link AvifSubsampling#AUTO} by default. Needs imgproxy Pro. */
    public B avifOptions(AvifSubsampling subsampling) {
        return add(new AvifOptions(subsampling));
    }

    /** The page of a document or the frame of an animation to show, from 0 (the default). Needs imgproxy Pro. */
    public B page(int number) {
        return add(new NumberOption(OptionName.PAGE, number));
    }

    /** The number of pages to show, one below the other; 1 (the default) or more. Needs imgproxy Pro. */
    public B pages(int count) {
        return add(new NumberOption(OptionName.PAGES, count));
    }

    /** Whether animations are treated as still images; false by default. Needs imgproxy Pro. */
    public B disableAnimation(boolean enabled) {
        return add(new FlagOption(OptionName.DISABLE_ANIMATION, enabled));
    }

    /**
     * The position in a video to show, in seconds; 1 by default, unless the server is configured otherwise. Needs
     * imgproxy Pro.
     */
    public B videoThumbnailSecond(double second) {
        return add(new NumberOption(OptionName.VIDEO_THUMBNAIL_SECOND, second));
    }

    /**
     * Whether only key frames of a video are shown. Needs imgproxy Pro. False by default, unless the server is
     * configured otherwise.
     */
    public B videoThumbnailKeyframes(boolean enabled) {
        return add(new FlagOption(OptionName.VIDEO_THUMBNAIL_KEYFRAMES, enabled));
    }

    /** A sheet of frames of a video. Needs imgproxy Pro. */
    public B videoThumbnailTile(VideoThumbnailTile tile) {
        return add(tile);
    }

    /** An animation of frames of a video. Needs imgproxy Pro. */
    public B videoThumbnailAnimation(VideoThumbnailAnimation animation) {
        return add(animation);
    }

    /** The URL of an image to show if the source is not available. Needs imgproxy Pro. */
    public B fallbackImageUrl(String url) {
        return add(new TextOption(OptionName.FALLBACK_IMAGE_URL, url));
    }

    /**
     * Whether imgproxy's own cache is bypassed; false by default. Needs imgproxy Pro. Announced for imgproxy 4.1, not
     * yet released.
     */
    public B bypassCache(boolean enabled) {
        return add(new FlagOption(OptionName.BYPASS_CACHE, enabled));
    }

    /**
     * Tags for the entry in imgproxy's own cache. Needs imgproxy Pro. Announced for imgproxy 4.1, not yet released.
     */
    public B cacheTags(String... tags) {
        return add(CacheTags.of(tags));
    }

    /** The expected hash of the source, in hexadecimal digits. Needs imgproxy Pro. */
    public B hashsum(HashsumType type, String hex) {
        return add(new Hashsum(type, hex));
    }

    /** Begins a new pipeline: the options after it process the result of the options before it. Needs imgproxy Pro. */
    public B nextPipeline() {
        return add(new NextPipeline());
    }

    /** Any option as a value, for options without a suitable method. */
    public B option(ProcessingOption option) {
        return add(option);
    }

    /** Any option by name; arguments are null, booleans, numbers or text of unreserved characters. */
    public B option(String name, Object... arguments) {
        return add(ProcessingOption.of(name, arguments));
    }

    /**
     * Options as in a path, {@code rs:fill:300:200/q:80}; they are printed unchanged.
     *
     * @throws ImgproxyException listing everything that is wrong
     */
    public B options(String text) {
        return addAll(ProcessingOption.parse(text));
    }

    /** Appends options. */
    abstract B addAll(List<ProcessingOption> options);
}
