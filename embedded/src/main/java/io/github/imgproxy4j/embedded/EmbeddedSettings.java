package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.embedded.internal.format.AnimationHeader;
import io.github.imgproxy4j.embedded.internal.limit.SettingNames;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The settings of the embedded processor, with the environment variables of imgproxy if it has them. */
public final class EmbeddedSettings implements SettingsCatalog {
    /** No camera has as many megapixels; a larger value is probably a number of pixels. */
    private static final double IMPLAUSIBLE_MEGAPIXELS = 2000;

    private static final int MOST_WORKERS = 1024;

    public static final Setting<Path> LOCAL_FILESYSTEM_ROOT = Setting.path(
                    SettingNames.LOCAL_FILESYSTEM_ROOT, "The directory of local:/// sources; not set: there are none")
            .withEnvironmentName("IMGPROXY_LOCAL_FILESYSTEM_ROOT");

    static final Setting<Presets> PRESETS = Setting.text(
                    "imgproxy.embedded-presets",
                    "Presets of the embedded processor, card=rs:fill:300:200/q:80, separated by commas or new"
                            + " lines; the preset named default is applied to every image first")
            .withEnvironmentName("IMGPROXY_PRESETS")
            .parsedBy(Presets::parse)
            .withRemark(text -> Presets.parse(text).remark());

    static final Setting<Double> MAX_SRC_RESOLUTION = Setting.text(
                    "imgproxy.max-src-resolution",
                    "Maximum size of a source, and of a result, of the embedded processor in megapixels")
            .withEnvironmentName("IMGPROXY_MAX_SRC_RESOLUTION")
            .parsedBy(EmbeddedSettings::parseMegapixels)
            .withRemark(EmbeddedSettings::remarkOnMegapixels)
            .withDefault(50.0);

    static final Setting<Long> MAX_SRC_FILE_SIZE = Setting.byteCount(
                    "imgproxy.max-src-file-size",
                    "Maximum size of a source of the embedded processor in bytes; 0: two gigabytes")
            .withEnvironmentName("IMGPROXY_MAX_SRC_FILE_SIZE")
            .withDefault(50L << 20);

    static final Setting<String> WATERMARK_DATA = Setting.text(
                    "imgproxy.watermark-data", "The watermark of the embedded processor, an image in Base64")
            .withEnvironmentName("IMGPROXY_WATERMARK_DATA");

    static final Setting<Path> WATERMARK_PATH = Setting.path(
                    "imgproxy.watermark-path", "The watermark of the embedded processor, an image file")
            .withEnvironmentName("IMGPROXY_WATERMARK_PATH");

    static final Setting<String> WATERMARK_URL = Setting.text(
                    "imgproxy.watermark-url", "The watermark of the embedded processor, the URL of a source")
            .withEnvironmentName("IMGPROXY_WATERMARK_URL");

    static final Setting<Double> WATERMARK_OPACITY = Setting.text(
                    "imgproxy.watermark-opacity", "Factor for the opacity of every watermark of the embedded processor")
            .withEnvironmentName("IMGPROXY_WATERMARK_OPACITY")
            .parsedBy(text -> parseNumber(text, 0, 1))
            .withDefault(1.0);

    static final Setting<String> FALLBACK_DATA = Setting.text(
                    "imgproxy.fallback-image-data",
                    "Image that the embedded processor shows if a source is not available, in Base64")
            .withEnvironmentName("IMGPROXY_FALLBACK_IMAGE_DATA");

    static final Setting<Path> FALLBACK_PATH = Setting.path(
                    "imgproxy.fallback-image-path",
                    "Image that the embedded processor shows if a source is not available, a file")
            .withEnvironmentName("IMGPROXY_FALLBACK_IMAGE_PATH");

    static final Setting<String> FALLBACK_URL = Setting.text(
                    "imgproxy.fallback-image-url",
                    "Image that the embedded processor shows if a source is not available, the URL of another"
                            + " source")
            .withEnvironmentName("IMGPROXY_FALLBACK_IMAGE_URL");

    static final Setting<Integer> FALLBACK_STATUS = Setting.wholeNumber(
                    "imgproxy.fallback-image-http-code",
                    0,
                    599,
                    "HTTP status of the embedded processor's fallback image; 0: that of the failure")
            .withEnvironmentName("IMGPROXY_FALLBACK_IMAGE_HTTP_CODE")
            .withDefault(0);

    static final Setting<Duration> FALLBACK_TTL = Setting.duration(
                    "imgproxy.fallback-image-ttl",
                    "How long clients may cache the embedded processor's fallback image; 0: as long as any image")
            .withEnvironmentName("IMGPROXY_FALLBACK_IMAGE_TTL")
            .withDefault(Duration.ofMinutes(1));

    static final Setting<Integer> MAX_ANIMATION_FRAMES = Setting.text(
                    "imgproxy.max-animation-frames",
                    "How many frames of an animation the embedded processor keeps, 10000 at most; 1: animations"
                            + " become still images")
            .parsedBy(text -> limit(text, 1, AnimationHeader.MAX_FRAMES))
            .withEnvironmentName("IMGPROXY_MAX_ANIMATION_FRAMES")
            .withDefault(100);

    static final Setting<Double> MAX_ANIMATION_FRAME_RESOLUTION = Setting.text(
                    "imgproxy.max-animation-frame-resolution",
                    "Maximum size of each frame of an animation in megapixels, instead of the limit for all"
                            + " frames together; 0: that limit applies")
            .withEnvironmentName("IMGPROXY_MAX_ANIMATION_FRAME_RESOLUTION")
            .parsedBy(text -> Math.max(0, finite(text, "must be a number of megapixels such as 16.8; 0: no limit")))
            .withDefault(0.0);

    public static final Setting<Boolean> REFUSE_CUT_SOURCES = Setting.flag(
                    SettingNames.REFUSE_CUT_SOURCES,
                    "Whether the embedded processor refuses a truncated or damaged source with 422, instead of"
                            + " showing its readable part")
            .withDefault(false);

    public static final Setting<Integer> MAX_RESULT_DIMENSION = Setting.text(
                    "imgproxy.max-result-dimension",
                    "Maximum width and height of a result of the embedded processor in pixels; larger results are"
                            + " reduced. 0: no limit")
            .parsedBy(text -> limit(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
            .withEnvironmentName("IMGPROXY_MAX_RESULT_DIMENSION")
            .withDefault(0);

    static final Setting<Integer> WORKERS = Setting.text(
                    "imgproxy.workers",
                    "How many images the embedded processor processes at the same time; not set: one for each CPU")
            .parsedBy(text -> limit(text, 1, MOST_WORKERS))
            .withEnvironmentName("IMGPROXY_WORKERS");

    public static final Setting<Long> MEMORY = Setting.byteCount(
            SettingNames.MEMORY,
            "Bytes of memory for all images in the embedded processor; further images wait. Not set: three"
                    + " quarters of the heap");

    static final Setting<Duration> QUEUE_TIMEOUT = Setting.duration(
                    "imgproxy.queue-timeout",
                    "How long an image waits for a free worker of the embedded processor before it is refused with 429")
            .withDefault(Duration.ofMinutes(1));

    static final Setting<Integer> QUEUE_SIZE = Setting.text(
                    "imgproxy.requests-queue-size",
                    "How many images may wait for a worker of the embedded processor; further ones are refused"
                            + " with 429. 0: no limit")
            .parsedBy(text -> limit(text, 0, Integer.MAX_VALUE))
            .withEnvironmentName("IMGPROXY_REQUESTS_QUEUE_SIZE")
            .withDefault(0);

    static final Setting<Duration> TIMEOUT = Setting.duration(
                    "imgproxy.timeout", "How long fetching and processing one image may take in the embedded processor")
            .withEnvironmentName("IMGPROXY_TIMEOUT")
            .withDefault(Duration.ofSeconds(10));

    static final Setting<Duration> DOWNLOAD_TIMEOUT = Setting.duration(
                    "imgproxy.download-timeout",
                    "Longest time to download a source of the embedded processor, redirects included")
            .withEnvironmentName("IMGPROXY_DOWNLOAD_TIMEOUT")
            .withDefault(Duration.ofSeconds(5));

    static final Setting<Integer> MAX_REDIRECTS = Setting.text(
                    "imgproxy.max-redirects",
                    "Maximum number of redirects of a source that the embedded" + " processor follows")
            .parsedBy(text -> limit(text, 0, Integer.MAX_VALUE))
            .withEnvironmentName("IMGPROXY_MAX_REDIRECTS")
            .withDefault(10);

    public static final Setting<Boolean> ALLOW_LOOPBACK = Setting.flag(
                    SettingNames.ALLOW_LOOPBACK,
                    "Whether the embedded processor fetches sources from this machine itself")
            .withEnvironmentName("IMGPROXY_ALLOW_LOOPBACK_SOURCE_ADDRESSES")
            .withDefault(false);

    public static final Setting<Boolean> ALLOW_LINK_LOCAL = Setting.flag(
                    SettingNames.ALLOW_LINK_LOCAL,
                    "Whether the embedded processor fetches sources from link-local addresses")
            .withEnvironmentName("IMGPROXY_ALLOW_LINK_LOCAL_SOURCE_ADDRESSES")
            .withDefault(false);

    public static final Setting<Boolean> ALLOW_PRIVATE = Setting.flag(
                    SettingNames.ALLOW_PRIVATE, "Whether the embedded processor fetches sources from private networks")
            .withEnvironmentName("IMGPROXY_ALLOW_PRIVATE_SOURCE_ADDRESSES")
            .withDefault(false);

    /** imgproxy has the same variables, which may be meant for it if it is the upstream. */
    @Override
    public boolean isUsed(Settings settings) {
        return !settings.isSet(UpstreamSettings.URL);
    }

    /** imgproxy has no settings of these names. */
    @Override
    public boolean isMeantHere(String name) {
        return name.startsWith("imgproxy.embedded-") || name.startsWith("IMGPROXY4J_");
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                LOCAL_FILESYSTEM_ROOT,
                PRESETS,
                MAX_SRC_RESOLUTION,
                MAX_SRC_FILE_SIZE,
                WATERMARK_DATA,
                WATERMARK_PATH,
                WATERMARK_URL,
                WATERMARK_OPACITY,
                FALLBACK_DATA,
                FALLBACK_PATH,
                FALLBACK_URL,
                FALLBACK_STATUS,
                FALLBACK_TTL,
                MAX_ANIMATION_FRAMES,
                MAX_ANIMATION_FRAME_RESOLUTION,
                REFUSE_CUT_SOURCES,
                MAX_RESULT_DIMENSION,
                WORKERS,
                MEMORY,
                QUEUE_TIMEOUT,
                QUEUE_SIZE,
                TIMEOUT,
                DOWNLOAD_TIMEOUT,
                MAX_REDIRECTS,
                ALLOW_LOOPBACK,
                ALLOW_LINK_LOCAL,
                ALLOW_PRIVATE);
    }

    private static Double parseNumber(String text, int least, int most) {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a number from " + least + " to " + most, notANumber);
        }
        throw new IllegalArgumentException("must be from " + least + " to " + most);
    }

    /** Some set the longest side in pixels, as an example of imgproxy-cache does. */
    private static String remarkOnMegapixels(String text) {
        return Double.parseDouble(text.strip()) < IMPLAUSIBLE_MEGAPIXELS
                ? ""
                : "is in megapixels, so it is hardly a limit; 50 is the default";
    }

    private static Double parseMegapixels(String text) {
        String rule = "must be a number of megapixels above 0, such as 50 or 16.8";
        double megapixels = finite(text, rule);
        if (megapixels <= 0) {
            throw new IllegalArgumentException(rule);
        }
        return megapixels;
    }

    private static double finite(String text, String rule) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(rule, notANumber);
        }
        throw new IllegalArgumentException(rule);
    }

    /** A number that imgproxy does not limit; larger values are reduced to the maximum. */
    private static Integer limit(String text, int least, int most) {
        String rule = "must be a whole number" + (least == Integer.MIN_VALUE ? "" : " from " + least + " on");
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return (int) Math.min(number, most);
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(rule, notANumber);
        }
        throw new IllegalArgumentException(rule);
    }

    /** The rules for paths in these settings. */
    static PathRules pathRules(Settings settings, Presets presets, Clock clock) {
        return new PathRules(
                presets,
                settings.get(UpstreamSettings.ALLOW_RAW),
                settings.get(UpstreamSettings.ALLOW_SECURITY_OPTIONS),
                clock,
                settings.get(MAX_RESULT_DIMENSION),
                settings.get(CoreSettings.ONLY_PRESETS),
                settings.get(CoreSettings.URL_FILE_NAMES));
    }
}
