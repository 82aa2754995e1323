package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.CacheTags;
import io.github.imgproxy4j.option.Crop;
import io.github.imgproxy4j.option.Expires;
import io.github.imgproxy4j.option.FlagOption;
import io.github.imgproxy4j.option.Hashsum;
import io.github.imgproxy4j.option.HashsumType;
import io.github.imgproxy4j.option.NumberOption;
import io.github.imgproxy4j.option.ObjectsPosition;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.OtherOption;
import io.github.imgproxy4j.option.Preset;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.TextOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Describes which information about a source imgproxy returns, as JSON. Needs imgproxy Pro. Not thread-safe.
 *
 * <p>Some names have a different meaning here than for images, so these calls have their own class. Options keep their
 * order. Every method throws an {@link ImgproxyException} if a value is invalid. imgproxy itself serves these paths,
 * not the caching proxy of this toolkit.
 *
 * <pre>{@code
 * imgproxy.info("s3://photos/cat.jpg").exif(false).blurhash(4, 3).url();
 * }</pre>
 */
public final class InfoBuilder {
    /** The prefix before the signature, which is not signed. */
    static final String ENDPOINT = "/info";

    private final Imgproxy imgproxy;
    private final String source;
    private final List<ProcessingOption> options = new ArrayList<>();

    InfoBuilder(Imgproxy imgproxy, String source) {
        this.imgproxy = imgproxy;
        this.source = source;
    }

    /** The URL: that of the proxy, the endpoint, and the signed path. */
    public String url() {
        return imgproxy.proxyUrl(signedPath());
    }

    /** The signed path with the endpoint as its prefix, {@code /info/SIGNATURE/OPTIONS/SOURCE}. */
    public SignedPath signedPath() {
        String path = OptionWriter.segments(options, imgproxy.notation()) + "/"
                + imgproxy.sourceWriter().encoded(source);
        return imgproxy.signedInfo(path);
    }

    /** The size of the file in bytes; true by default. */
    public InfoBuilder size(boolean told) {
        return flag("s", "size", told);
    }

    /** The format; true by default. */
    public InfoBuilder format(boolean told) {
        return flag("f", "format", told);
    }

    /** Width, height and orientation; true by default. */
    public InfoBuilder dimensions(boolean told) {
        return flag("d", "dimensions", told);
    }

    /** The EXIF metadata; true by default. */
    public InfoBuilder exif(boolean told) {
        return flag("exif", "exif", told);
    }

    /** The EXIF metadata with the names of the standard; {@link #exif} has readable names. */
    public InfoBuilder exifWithCanonicalNames() {
        return named("exif", "exif", true, true);
    }

    /** The IPTC metadata; true by default. */
    public InfoBuilder iptc(boolean told) {
        return flag("iptc", "iptc", told);
    }

    /** The XMP metadata; true by default. */
    public InfoBuilder xmp(boolean told) {
        return flag("xmp", "xmp", told);
    }

    /** The metadata of a video; true by default. */
    public InfoBuilder videoMeta(boolean told) {
        return flag("vm", "video_meta", told);
    }

    /** Detected objects; false by default. */
    public InfoBuilder detectObjects(boolean told) {
        return flag("do", "detect_objects", told);
    }

    /** The best matching classes, at most this many, 0 (the default) for none, among the given classes or among all. */
    public InfoBuilder classify(int most, String... classes) {
        range("classify", most, 0, Integer.MAX_VALUE);
        return named("cl", "classify", withFirst(most, classes));
    }

    /** The colour space; false by default. */
    public InfoBuilder colorspace(boolean told) {
        return flag("cs", "colorspace", told);
    }

    /** The number of bands; false by default. */
    public InfoBuilder bands(boolean told) {
        return flag("b", "bands", told);
    }

    /** The format of a sample; false by default. */
    public InfoBuilder sampleFormat(boolean told) {
        return flag("sf", "sample_format", told);
    }

    /** The number of pages; false by default. */
    public InfoBuilder pagesNumber(boolean told) {
        return flag("pn", "pages_number", told);
    }

    /** Whether there is an alpha channel; false by default. */
    public InfoBuilder alpha(boolean told) {
        return flag("a", "alpha", told);
    }

    /** Whether there is an alpha channel, and optionally whether any pixel is transparent, which reads every pixel. */
    public InfoBuilder alphaWithTransparencyCheck() {
        return named("a", "alpha", true, true);
    }

    /** The part of the image to examine, as for images. */
    public InfoBuilder crop(Crop crop) {
        return option(crop);
    }

    /** Where detected objects are placed, as for images. */
    public InfoBuilder objectsPosition(Anchor anchor) {
        return option(new ObjectsPosition(anchor));
    }

    /** A palette of 2 to 256 colours; 0 (the default) for none. */
    public InfoBuilder palette(int colors) {
        return named("p", "palette", colors == 0 ? 0 : range("palette", colors, 2, 256));
    }

    /** The average colour of the pixels that are not transparent; false by default. */
    public InfoBuilder average(boolean told) {
        return flag("avg", "average", told);
    }

    /** The average colour, transparent pixels included. */
    public InfoBuilder averageWithTransparentPixels() {
        return named("avg", "average", true, false);
    }

    /** The dominant colours in the image; false by default. */
    public InfoBuilder dominantColors(boolean told) {
        return flag("dc", "dominant_colors", told);
    }

    /** The dominant colours, with missing ones computed. */
    public InfoBuilder dominantColorsWithMissingBuilt() {
        return named("dc", "dominant_colors", true, true);
    }

    /** A BlurHash of 1 to 9 components in each direction; none by default. */
    public InfoBuilder blurhash(int x, int y) {
        return named("bh", "blurhash", range("blurhash x", x, 1, 9), range("blurhash y", y, 1, 9));
    }

    /** A ThumbHash; false by default. */
    public InfoBuilder thumbHash(boolean told) {
        return flag("th", "thumb_hash", told);
    }

    /** A perceptual hash; false by default. */
    public InfoBuilder perceptualHash(boolean told) {
        return flag("phash", "perceptual_hash", told);
    }

    /** Hash sums of the file; none by default. */
    public InfoBuilder calcHashsums(HashsumType... types) {
        return named("chs", "calc_hashsums", Arrays.copyOf(types, types.length, Object[].class));
    }

    /** The page of a document or the frame of an animation, 0 for the first (the default). */
    public InfoBuilder page(int number) {
        return option(new NumberOption(OptionName.PAGE, number));
    }

    /** The position in a video, in seconds. */
    public InfoBuilder videoThumbnailSecond(double second) {
        return option(new NumberOption(OptionName.VIDEO_THUMBNAIL_SECOND, second));
    }

    /** Whether only key frames of a video are used. */
    public InfoBuilder videoThumbnailKeyframes(boolean only) {
        return option(new FlagOption(OptionName.VIDEO_THUMBNAIL_KEYFRAMES, only));
    }

    /** A text that changes the URL. */
    public InfoBuilder cachebuster(String text) {
        return option(new TextOption(OptionName.CACHEBUSTER, text));
    }

    /** Whether imgproxy's own cache is bypassed; false by default. */
    public InfoBuilder bypassCache(boolean bypassed) {
        return option(new FlagOption(OptionName.BYPASS_CACHE, bypassed));
    }

    /** Tags of the entry in imgproxy's own cache. */
    public InfoBuilder cacheTags(String... tags) {
        return option(new CacheTags(Arrays.asList(tags)));
    }

    /** The time from which imgproxy responds with 404. */
    public InfoBuilder expires(Instant at) {
        return option(new Expires(at));
    }

    /** Info presets of the server. */
    public InfoBuilder serverPreset(String... names) {
        return option(Preset.of(names));
    }

    /** The hash sum that the source must have. */
    public InfoBuilder hashsum(HashsumType type, String hex) {
        return option(new Hashsum(type, hex));
    }

    /** The largest allowed source, in megapixels. */
    public InfoBuilder maxSrcResolution(double megapixels) {
        return option(new NumberOption(OptionName.MAX_SRC_RESOLUTION, megapixels));
    }

    /** The largest allowed source, in bytes. */
    public InfoBuilder maxSrcFileSize(long bytes) {
        return option(new NumberOption(OptionName.MAX_SRC_FILE_SIZE, bytes));
    }

    /**
     * Any option by name; arguments are null, booleans, numbers or text of unreserved characters, not validated
     * further.
     */
    public InfoBuilder option(String name, Object... arguments) {
        return option(OtherOption.of(name, arguments));
    }

    private InfoBuilder flag(String shortName, String longName, boolean told) {
        return named(shortName, longName, told);
    }

    private InfoBuilder named(String shortName, String longName, Object... arguments) {
        return option(imgproxy.notation().longNames() ? longName : shortName, arguments);
    }

    private InfoBuilder option(ProcessingOption option) {
        options.add(option);
        return this;
    }

    private static Object[] withFirst(Object first, Object[] others) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }

    private static int range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ImgproxyException(name + " [" + value + "] must be from " + least + " to " + most);
        }
        return value;
    }
}
