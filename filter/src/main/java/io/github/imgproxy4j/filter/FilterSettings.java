package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.fetch.NegativeCache;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.http.Negotiation;
import io.github.imgproxy4j.filter.internal.http.ServedTypes;
import io.github.imgproxy4j.filter.internal.http.TargetedFields;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.filter.store.file.FileStoreSettings;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The settings of the caching proxy. */
public final class FilterSettings implements SettingsCatalog {
    private static final long MEBI = 1024 * 1024;

    /** 16 characters cannot be guessed over a network. */
    private static final int SHORTEST_TOKEN = 16;

    /** Also the default base URL of images in pages. */
    static final String DEFAULT_MOUNT = "/img";

    /** The imgproxy servers. */
    public static final Setting<List<URI>> URL = UpstreamSettings.URL;

    /** Bearer secret of imgproxy. */
    public static final Setting<String> SECRET = UpstreamSettings.SECRET;

    /** Time for a connection. */
    public static final Setting<Duration> CONNECT_TIMEOUT = UpstreamSettings.CONNECT_TIMEOUT;

    /** Time until headers. */
    public static final Setting<Duration> RESPONSE_TIMEOUT = UpstreamSettings.RESPONSE_TIMEOUT;

    /** Time for imgproxy to start. */
    public static final Setting<Duration> STARTUP_TIMEOUT = Setting.duration(
                    "imgproxy.startup-timeout",
                    "How long the start of the app waits for imgproxy to be ready before it fails; 0: it does not"
                            + " wait")
            .withEnvironmentName("HEALTH_CHECK_TIMEOUT_IN_SEC")
            .withDefault(Duration.ZERO);

    /** Idle time of a body. */
    public static final Setting<Duration> BODY_IDLE_TIMEOUT = Setting.duration(
                    "imgproxy.body-idle-timeout",
                    "Longest time without receiving a byte of an image from" + " imgproxy")
            .withDefault(Duration.ofSeconds(10))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Time for a body. */
    public static final Setting<Duration> BODY_TIMEOUT = Setting.duration(
                    "imgproxy.body-timeout", "Longest time for all bytes of an image from imgproxy")
            .withDefault(Duration.ofSeconds(60))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Folder of the file store. */
    public static final Setting<Path> STORE_DIR =
            Setting.path("imgproxy.store-dir", "Folder of the file store; not set: nothing is stored on disk");

    /** Size of the memory tier. */
    public static final Setting<Long> MEMORY_SIZE = Setting.byteCount(
                    "imgproxy.memory-size",
                    "Bytes of small variants that are kept in memory; 0: none; needs" + " Caffeine")
            .withDefault(32 * MEBI);

    /** Concurrent fetches. */
    public static final Setting<Integer> CONCURRENT_FETCHES = Setting.wholeNumber(
                    "imgproxy.concurrent-fetches",
                    1,
                    10_000,
                    "How many images are fetched from upstream at the" + " same time")
            .withDefault(32);

    /** Memory for images in transit. */
    public static final Setting<Long> RELAY_SIZE = Setting.byteCount(
                    "imgproxy.relay-size",
                    "Bytes of all images in transit that are kept in memory; the rest goes to temporary files")
            .withDefault(64 * MEBI);

    /** Memory for one image in transit. */
    public static final Setting<Long> RELAY_SIZE_PER_IMAGE = Setting.byteCount(
                    "imgproxy.relay-size-per-image",
                    "Bytes of one image in transit that are kept in memory; the rest goes to a temporary file")
            .withDefault(MEBI);

    /** Abandoned fetches. */
    public static final Setting<Boolean> FINISH_ABANDONED = Setting.flag(
                    "imgproxy.finish-abandoned",
                    "Whether a fetch continues if all clients have disconnected and nothing will be stored")
            .withDefault(false);

    /** Media types. */
    public static final Setting<String> SERVED_TYPES = Setting.text(
                    "imgproxy.served-types",
                    "Comma list of the media types that are served and stored; any other is treated as a failure"
                            + " of imgproxy")
            .parsedBy(text -> checked(text, ServedTypes::of))
            .withDefault("image/*");

    /** Size of a body. */
    public static final Setting<Long> MAX_BODY_SIZE = Setting.byteCount(
                    "imgproxy.max-body-size", "Size in bytes of the largest image that is served and stored")
            .withDefault(100 * MEBI)
            .checkedBy(bytes -> bytes > 0, "must be greater than 0");

    /** Lifetimes that apply in any case. */
    public static final Setting<Duration> SHORTEST_LIFETIME = Setting.duration(
                    "imgproxy.shortest-lifetime",
                    "With imgproxy.freshness=immutable: images with a shorter lifetime than this, such as"
                            + " imgproxy's fallback image, keep the lifetime that imgproxy sends")
            .withDefault(Freshness.SHORTEST_IMMUTABLE);

    /** Formats by Accept. */
    public static final Setting<String> NEGOTIATED_FORMATS = Setting.text(
                    "imgproxy.negotiated-formats",
                    "Comma list of avif, jxl, webp: the formats that imgproxy chooses by Accept"
                            + " (IMGPROXY_AUTO_WEBP and so on)")
            .parsedBy(text -> checked(text, Negotiation::of));

    /** Freshness of variants. */
    public static final Setting<FreshnessRule> FRESHNESS = Setting.choice(
                    "imgproxy.freshness",
                    FreshnessRule.class,
                    "How long stored images are fresh: immutable, until they are purged; or upstream, according"
                            + " to imgproxy's Cache-Control, after which they are revalidated")
            .withDefault(FreshnessRule.UPSTREAM);

    /** RFC 9213. */
    public static final Setting<String> TARGETED_CACHE_CONTROL = Setting.text(
                    "imgproxy.targeted-cache-control",
                    "Comma list of response fields that replace Cache-Control for this cache and are not"
                            + " forwarded (RFC 9213); the first one present applies")
            .parsedBy(text -> checked(text, TargetedFields::of))
            .withDefault(String.join(",", TargetedFields.DEFAULT));

    /** RFC 5861. */
    public static final Setting<Duration> STALE_WHILE_REVALIDATE = Setting.duration(
                    "imgproxy.stale-while-revalidate",
                    "How long a stale image may be served while it is revalidated, if imgproxy neither allows"
                            + " more nor forbids it")
            .withDefault(Duration.ZERO);

    /** RFC 5861. */
    public static final Setting<Duration> STALE_IF_ERROR = Setting.duration(
            "imgproxy.stale-if-error",
            "How long a stale image may be served while imgproxy fails, if imgproxy neither allows more nor"
                    + " forbids it; not set: according to imgproxy, or a day if it sends no limit");

    /** CORS. */
    public static final Setting<String> ALLOW_ORIGIN = Setting.text(
                    "imgproxy.allow-origin",
                    "Access-Control-Allow-Origin of all responses, such as *; not set:" + " none")
            .withEnvironmentName("IMGPROXY_ALLOW_ORIGIN")
            .checkedBy(
                    text -> text.matches("[\\x20-\\x7E]+"),
                    "must be * or an origin such as https://www.example.com, in ASCII")
            .withRemark(FilterSettings::remarkOnOrigin);

    /** Server-Timing. */
    public static final Setting<Boolean> SERVER_TIMING = Setting.flag(
                    "imgproxy.server-timing",
                    "Whether responses have a Server-Timing field with the cache decision and the time of each"
                            + " step")
            .withDefault(false);

    /** Size of the file store. */
    public static final Setting<Long> STORE_SIZE = FileStoreSettings.STORE_SIZE;

    /** Age in the file store. */
    public static final Setting<Duration> STORE_AGE = FileStoreSettings.STORE_AGE;

    /** Keys to load into memory at the start. */
    public static final Setting<Path> HOT_KEYS_FILE = Setting.path(
            "imgproxy.hot-keys-file",
            "File that keeps the most requested keys, so that their images are loaded into memory after a restart");

    /** Queue of fetches. */
    public static final Setting<Integer> WAITING_FETCHES = Setting.wholeNumber(
                    "imgproxy.waiting-fetches",
                    1,
                    100_000,
                    "How many images may wait to be fetched; further requests get 503")
            .withDefault(1000);

    /** Fetches for no visitor. */
    public static final Setting<Integer> BACKGROUND_FETCHES = Setting.wholeNumber(
                    "imgproxy.background-fetches",
                    1,
                    10_000,
                    "How many images that no visitor waits for are fetched at the same time, or one while visitors are"
                            + " there: warming, and requests with Priority: u=7")
            .withDefault(2);

    /** Time in the queue of fetches. */
    public static final Setting<Duration> LONGEST_WAIT = Setting.duration(
                    "imgproxy.longest-wait", "How long an image may wait to be fetched before its requests get 503")
            .withDefault(Duration.ofSeconds(15));

    /** Caching of 404. */
    public static final Setting<Duration> REMEMBER_NOT_FOUND = Setting.duration(
                    "imgproxy.remember-not-found", "How long a 404, 410 or 451 of imgproxy is cached; 0: not at all")
            .withDefault(NegativeCache.Times.DEFAULT.notFound());

    /** Caching of 422. */
    public static final Setting<Duration> REMEMBER_UNPROCESSABLE = Setting.duration(
                    "imgproxy.remember-unprocessable", "How long a 422 of imgproxy is cached; 0: not at all")
            .withDefault(NegativeCache.Times.DEFAULT.unprocessable());

    /** Caching of 5xx. */
    public static final Setting<Duration> REMEMBER_FAILED = Setting.duration(
                    "imgproxy.remember-failed",
                    "How long a failure of imgproxy for an image (500, no response) is cached; 0: not at all")
            .withDefault(NegativeCache.Times.DEFAULT.failed());

    /** Queue of writes. */
    public static final Setting<Integer> WAITING_WRITES = Setting.wholeNumber(
                    "imgproxy.waiting-writes",
                    1,
                    100_000,
                    "How many images may wait to be stored; further ones" + " are not stored")
            .withDefault(500);

    /** Bytes in the queue of writes. */
    public static final Setting<Long> WAITING_WRITE_SIZE = Setting.byteCount(
                    "imgproxy.waiting-write-size",
                    "Bytes of all images that may wait to be stored; further ones are not stored")
            .withDefault(128 * MEBI);

    /** Time to close. */
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = Setting.duration(
                    "imgproxy.shutdown-timeout",
                    "How long the shutdown waits for images in transit and for pending writes")
            .withDefault(Duration.ofSeconds(10));

    /** Purge route. */
    public static final Setting<String> PURGE_TOKEN = Setting.text(
                    "imgproxy.purge-token",
                    "Token of at least 16 characters that the routes MOUNT/purge and MOUNT/warm require; not set:"
                            + " they do not exist")
            .checkedBy(
                    token -> token.length() >= SHORTEST_TOKEN, "must have at least " + SHORTEST_TOKEN + " characters")
            .asSecret();

    /** Path below the context path. */
    public static final Setting<String> MOUNT = Setting.text(
                    "imgproxy.mount",
                    "Path below the context path to which the filter is mapped, without /*; / for the whole app."
                            + " Not set: /img if the filter is mapped there, otherwise the path of its only mapping")
            .parsedBy(FilterSettings::mount)
            .withDefault(DEFAULT_MOUNT);

    /** For {@link java.util.ServiceLoader}. */
    public FilterSettings() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                URL,
                SECRET,
                CONNECT_TIMEOUT,
                RESPONSE_TIMEOUT,
                STARTUP_TIMEOUT,
                BODY_IDLE_TIMEOUT,
                BODY_TIMEOUT,
                STORE_DIR,
                MEMORY_SIZE,
                CONCURRENT_FETCHES,
                RELAY_SIZE,
                RELAY_SIZE_PER_IMAGE,
                FINISH_ABANDONED,
                UpstreamSettings.ALLOW_RAW,
                UpstreamSettings.ALLOW_SECURITY_OPTIONS,
                SERVED_TYPES,
                MAX_BODY_SIZE,
                SHORTEST_LIFETIME,
                NEGOTIATED_FORMATS,
                FRESHNESS,
                TARGETED_CACHE_CONTROL,
                STALE_WHILE_REVALIDATE,
                STALE_IF_ERROR,
                ALLOW_ORIGIN,
                SERVER_TIMING,
                STORE_SIZE,
                STORE_AGE,
                HOT_KEYS_FILE,
                WAITING_FETCHES,
                BACKGROUND_FETCHES,
                LONGEST_WAIT,
                REMEMBER_NOT_FOUND,
                REMEMBER_UNPROCESSABLE,
                REMEMBER_FAILED,
                WAITING_WRITES,
                WAITING_WRITE_SIZE,
                SHUTDOWN_TIMEOUT,
                PURGE_TOKEN,
                MOUNT);
    }

    private static String remarkOnOrigin(String text) {
        return text.matches("\\*|null|https?://[A-Za-z0-9._:\\[\\]-]+")
                ? ""
                : "is sent as it is, and browsers take only * or one origin such as https://www.example.com, without a"
                        + " path and without a slash at its end";
    }

    private static String checked(String text, Function<String, ?> parser) {
        Object unused = parser.apply(text);
        return text;
    }

    /** Whether a text can be set. */
    static boolean isMount(String text) {
        return text.equals("/") || text.matches("(/[A-Za-z0-9._~-]+)+");
    }

    /** Without the slash that means the whole app, so that a path can be appended. */
    private static String mount(String text) {
        if (text.equals("/")) {
            return "";
        }
        if (!isMount(text)) {
            throw new IllegalArgumentException("must be a path such as /img, without a slash at its end; or /");
        }
        return text;
    }
}
