package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.internal.fetch.NegativeCache;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.http.Negotiation;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.http.ServedTypes;
import io.github.imgproxy4j.filter.internal.http.TargetedFields;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.response.Deliveries;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.settings.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of a {@link CachingProxy}. Not thread-safe.
 *
 * <p>Each method validates like the setting of its name ({@link FilterSettings}): null causes a
 * {@link NullPointerException}, any other invalid value an {@link IllegalArgumentException} that names the setting, the
 * value and the rule.
 */
public final class CachingProxyBuilder {
    final Imgproxy imgproxy;
    final Upstream upstream;

    @Nullable
    ImageStore store;

    Clock clock = Clock.systemUTC();
    private long memoryTierBytes = standard(FilterSettings.MEMORY_SIZE);
    private long relayBytesPerImage = standard(FilterSettings.RELAY_SIZE_PER_IMAGE);
    private long relayBytesTotal = standard(FilterSettings.RELAY_SIZE);
    private long largestBodyBytes = standard(FilterSettings.MAX_BODY_SIZE);
    private int concurrentFetches = standard(FilterSettings.CONCURRENT_FETCHES);
    private int waitingFetches = standard(FilterSettings.WAITING_FETCHES);
    private int backgroundFetches = standard(FilterSettings.BACKGROUND_FETCHES);
    private Duration longestWait = standard(FilterSettings.LONGEST_WAIT);
    private int waitingWrites = standard(FilterSettings.WAITING_WRITES);
    private long waitingWriteBytes = standard(FilterSettings.WAITING_WRITE_SIZE);

    @Nullable
    String purgeToken;

    @Nullable
    Path hotKeysFile;

    private Duration notFound = standard(FilterSettings.REMEMBER_NOT_FOUND);
    private Duration unprocessable = standard(FilterSettings.REMEMBER_UNPROCESSABLE);
    private Duration failed = standard(FilterSettings.REMEMBER_FAILED);
    private Duration shutdown = standard(FilterSettings.SHUTDOWN_TIMEOUT);
    Duration longestStall = Deliveries.LONGEST_STALL;
    private Duration bodyIdle = standard(FilterSettings.BODY_IDLE_TIMEOUT);
    private Duration bodyTotal = standard(FilterSettings.BODY_TIMEOUT);
    private boolean rawAllowed;
    private boolean securityOptionsAllowed;
    private ServedTypes servedTypes = ServedTypes.IMAGES;
    private Duration shortestLifetime = standard(FilterSettings.SHORTEST_LIFETIME);
    private List<String> targetedFields = TargetedFields.DEFAULT;
    private Negotiation negotiation = Negotiation.NONE;
    private FreshnessRule freshnessRule = FreshnessRule.UPSTREAM;
    private Duration staleWhileRevalidate = Duration.ZERO;
    private @Nullable Duration staleIfError;
    private boolean finishingAbandoned;
    private @Nullable String allowedOrigin;
    private boolean serverTiming;
    private Path spoolFolder = Path.of(System.getProperty("java.io.tmpdir"));

    CachingProxyBuilder(Imgproxy imgproxy, Upstream upstream) {
        this.imgproxy = Objects.requireNonNull(imgproxy, "imgproxy");
        this.upstream = Objects.requireNonNull(upstream, "upstream");
    }

    /** The store, closed with the proxy. By default only the memory tier keeps variants. */
    public CachingProxyBuilder store(ImageStore imageStore) {
        store = Objects.requireNonNull(imageStore, "store");
        return this;
    }

    /** Bytes of small variants kept in memory, 32 MB by default; 0 for none. */
    public CachingProxyBuilder memoryTierBytes(long bytes) {
        memoryTierBytes = FilterSettings.MEMORY_SIZE.require(bytes);
        return this;
    }

    /** Bytes of one image in transit kept in memory, 1 MB by default; the rest goes to a temporary file. */
    public CachingProxyBuilder relayBytesPerImage(long bytes) {
        relayBytesPerImage = FilterSettings.RELAY_SIZE_PER_IMAGE.require(bytes);
        return this;
    }

    /** Bytes of all images in transit kept in memory, 64 MB by default. */
    public CachingProxyBuilder relayBytesTotal(long bytes) {
        relayBytesTotal = FilterSettings.RELAY_SIZE.require(bytes);
        return this;
    }

    /** The maximum length of a relayed body, 100 MB by default. */
    public CachingProxyBuilder largestBodyBytes(long bytes) {
        largestBodyBytes = FilterSettings.MAX_BODY_SIZE.require(bytes);
        return this;
    }

    /** The number of concurrent fetches, 1 to 10,000; 32 by default. */
    public CachingProxyBuilder concurrentFetches(int most) {
        concurrentFetches = FilterSettings.CONCURRENT_FETCHES.require(most);
        return this;
    }

    /** The number of fetches that may wait, 1 to 100,000; 1000 by default. Further requests get 503. */
    public CachingProxyBuilder waitingFetches(int most) {
        waitingFetches = FilterSettings.WAITING_FETCHES.require(most);
        return this;
    }

    /**
     * The number of fetches besides those for visitors, 1 to 10,000; 2 by default: warming, and requests with
     * {@code Priority: u=7} (RFC 9218).
     */
    public CachingProxyBuilder backgroundFetches(int most) {
        backgroundFetches = FilterSettings.BACKGROUND_FETCHES.require(most);
        return this;
    }

    /** The longest time without receiving a byte from upstream, 10 s by default. */
    public CachingProxyBuilder bodyIdleTimeout(Duration longest) {
        bodyIdle = FilterSettings.BODY_IDLE_TIMEOUT.require(longest);
        return this;
    }

    /** The longest time for a whole body from upstream, 60 s by default. */
    public CachingProxyBuilder bodyTimeout(Duration longest) {
        bodyTotal = FilterSettings.BODY_TIMEOUT.require(longest);
        return this;
    }

    /** The number of variants that may wait to be stored, 1 to 100,000; 500 by default. Further ones are not stored. */
    public CachingProxyBuilder waitingWrites(int most) {
        waitingWrites = FilterSettings.WAITING_WRITES.require(most);
        return this;
    }

    /** Bytes of all variants that may wait to be stored, 128 MB by default; further ones are not stored. */
    public CachingProxyBuilder waitingWriteBytes(long most) {
        waitingWriteBytes = FilterSettings.WAITING_WRITE_SIZE.require(most);
        return this;
    }

    /** How long a 404, 410 or 451 of upstream is cached, 60 s by default; zero for not at all. */
    public CachingProxyBuilder rememberNotFound(Duration time) {
        notFound = FilterSettings.REMEMBER_NOT_FOUND.require(time);
        return this;
    }

    /** How long a 422 of upstream is cached, 5 min by default; zero for not at all. */
    public CachingProxyBuilder rememberUnprocessable(Duration time) {
        unprocessable = FilterSettings.REMEMBER_UNPROCESSABLE.require(time);
        return this;
    }

    /**
     * How long other failures are cached (500, no response, or a response that is not an image), 5 s by default; zero
     * for not at all.
     */
    public CachingProxyBuilder rememberFailed(Duration time) {
        failed = FilterSettings.REMEMBER_FAILED.require(time);
        return this;
    }

    /** How long an image may wait to be fetched before its requests get 503, 15 s by default. */
    public CachingProxyBuilder longestWait(Duration limit) {
        longestWait = FilterSettings.LONGEST_WAIT.require(limit);
        return this;
    }

    /**
     * Enables the routes {@code MOUNT/purge} and {@code MOUNT/warm} for requests with this token; disabled by default.
     *
     * @throws IllegalArgumentException if it has fewer than 16 characters; the message does not contain it
     */
    public CachingProxyBuilder purgeToken(String token) {
        purgeToken = FilterSettings.PURGE_TOKEN.require(token);
        return this;
    }

    /** How long a client may take nothing before its response is ended where the container does not do so; for tests. */
    CachingProxyBuilder longestStall(Duration limit) {
        longestStall = limit;
        return this;
    }

    /**
     * The file to which the most requested keys are written at shutdown; at the start their images are loaded into
     * memory.
     */
    public CachingProxyBuilder preloadMemory(Path hotKeys) {
        hotKeysFile = FilterSettings.HOT_KEYS_FILE.require(hotKeys);
        return this;
    }

    /** How long closing may wait for images in transit and for pending writes, 10 s by default. */
    public CachingProxyBuilder shutdownTimeout(Duration limit) {
        shutdown = FilterSettings.SHUTDOWN_TIMEOUT.require(limit);
        return this;
    }

    /** Whether paths may use {@code raw}, which returns unprocessed sources; false by default. */
    public CachingProxyBuilder allowRaw(boolean allowed) {
        rawAllowed = allowed;
        return this;
    }

    /** Whether paths may change the limits that protect upstream, such as {@code msr}; false by default. */
    public CachingProxyBuilder allowSecurityOptions(boolean allowed) {
        securityOptionsAllowed = allowed;
        return this;
    }

    /**
     * The media types that are served, as a comma list; {@code image/*} by default.
     *
     * @throws IllegalArgumentException if one of them cannot be recognised by its first bytes
     */
    public CachingProxyBuilder servedTypes(String mediaTypes) {
        servedTypes = ServedTypes.of(FilterSettings.SERVED_TYPES.require(mediaTypes));
        return this;
    }

    /**
     * With {@link FreshnessRule#IMMUTABLE}, variants with a shorter lifetime than this keep the lifetime that upstream
     * sent; a day by default.
     */
    public CachingProxyBuilder shortestLifetime(Duration lifetime) {
        shortestLifetime = FilterSettings.SHORTEST_LIFETIME.require(lifetime);
        return this;
    }

    /**
     * The formats among which upstream chooses by {@code Accept}, as a comma list of avif, jxl and webp; none by
     * default.
     *
     * @throws IllegalArgumentException if it contains any other format
     */
    public CachingProxyBuilder negotiatedFormats(String formats) {
        negotiation = Negotiation.of(FilterSettings.NEGOTIATED_FORMATS.require(formats));
        return this;
    }

    /** The same without formats that upstream does not support. */
    CachingProxyBuilder negotiatedFormats(String formats, Set<String> without) {
        negotiation = Negotiation.of(formats).without(without);
        return this;
    }

    /**
     * The response fields that replace {@code Cache-Control} for this cache (RFC 9213), as a comma list of names of
     * which the first one present applies; {@code CDN-Cache-Control} by default. They are never forwarded.
     *
     * @throws IllegalArgumentException if one is not a valid field name
     */
    public CachingProxyBuilder targetedCacheControl(String fields) {
        targetedFields = TargetedFields.of(FilterSettings.TARGETED_CACHE_CONTROL.require(fields));
        return this;
    }

    /** How long stored variants are fresh; {@link FreshnessRule#UPSTREAM} by default. */
    public CachingProxyBuilder freshness(FreshnessRule rule) {
        freshnessRule = FilterSettings.FRESHNESS.require(rule);
        return this;
    }

    /**
     * The minimum time for which a stale variant may be served while it is revalidated in the background, zero by
     * default; upstream may allow more, or forbid it (RFC 5861).
     */
    public CachingProxyBuilder staleWhileRevalidate(Duration shortest) {
        staleWhileRevalidate = FilterSettings.STALE_WHILE_REVALIDATE.require(shortest);
        return this;
    }

    /**
     * The minimum time for which a stale variant may be served instead of an error of upstream; upstream may allow
     * more, or forbid it (RFC 5861). By default as upstream allows, or for a day if it sends no limit.
     */
    public CachingProxyBuilder staleIfError(Duration shortest) {
        staleIfError = FilterSettings.STALE_IF_ERROR.require(shortest);
        return this;
    }

    /** Whether a fetch continues if all clients have disconnected and nothing will be stored; false by default. */
    public CachingProxyBuilder finishAbandoned(boolean finished) {
        finishingAbandoned = finished;
        return this;
    }

    /** The {@code Access-Control-Allow-Origin} of all responses, for example {@code *}; none by default. */
    public CachingProxyBuilder allowedOrigin(String origin) {
        allowedOrigin = FilterSettings.ALLOW_ORIGIN.require(origin);
        return this;
    }

    /**
     * Whether responses have a {@code Server-Timing} field with the cache decision and the time of each step; false by
     * default.
     */
    public CachingProxyBuilder serverTiming(boolean told) {
        serverTiming = told;
        return this;
    }

    public CachingProxyBuilder clock(Clock other) {
        clock = Objects.requireNonNull(other, "clock");
        return this;
    }

    public CachingProxyBuilder spoolFolder(Path folder) {
        spoolFolder = Objects.requireNonNull(folder, "spool folder");
        return this;
    }

    private static <T> T standard(Setting<T> setting) {
        return Objects.requireNonNull(setting.defaultValue());
    }

    NegativeCache.Times negativeCaching() {
        return new NegativeCache.Times(notFound, unprocessable, failed);
    }

    /** The running proxy. */
    public CachingProxy build() {
        CachingProxy proxy = new CachingProxy(this);
        proxy.preload();
        return proxy;
    }

    Policy policy() {
        return new Policy(
                rawAllowed,
                securityOptionsAllowed,
                servedTypes,
                targetedFields,
                negotiation,
                new Freshness(
                        freshnessRule == FreshnessRule.UPSTREAM, shortestLifetime, staleWhileRevalidate, staleIfError),
                finishingAbandoned,
                allowedOrigin,
                serverTiming);
    }

    Limits limits() {
        return new Limits(
                memoryTierBytes,
                relayBytesPerImage,
                relayBytesTotal,
                largestBodyBytes,
                concurrentFetches,
                waitingFetches,
                backgroundFetches,
                longestWait,
                waitingWrites,
                waitingWriteBytes,
                bodyIdle,
                bodyTotal,
                shutdown,
                spoolFolder);
    }
}
