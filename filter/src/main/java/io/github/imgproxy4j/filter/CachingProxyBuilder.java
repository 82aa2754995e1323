package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.internal.fetch.NegativeCache;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.http.Negotiation;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.http.ServedTypes;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.upstream.Upstream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link CachingProxy} needs. For one thread. */
public final class CachingProxyBuilder {
    private static final long MEBI = 1024 * 1024;

    /** Nobody guesses 16 characters through a network. */
    static final int SHORTEST_TOKEN = 16;

    final Imgproxy imgproxy;
    final Upstream upstream;

    @Nullable
    ImageStore store;

    public Clock clock = Clock.systemUTC();
    private long memoryTierBytes = 32 * MEBI;
    private long relayBytesPerImage = MEBI;
    private long relayBytesTotal = 64 * MEBI;
    private long largestBodyBytes = 100 * MEBI;
    private int concurrentFetches = 32;
    private int waitingFetches = 1000;
    private Duration longestWait = Duration.ofSeconds(15);
    private int waitingWrites = 500;
    private long waitingWriteBytes = 128 * MEBI;

    @Nullable
    String purgeToken;

    @Nullable
    Path hotKeysFile;

    NegativeCache.Times rememberedFailures = NegativeCache.Times.DEFAULT;
    private Duration shutdown = Duration.ofSeconds(10);
    private Duration bodyIdle = Duration.ofSeconds(10);
    private Duration bodyTotal = Duration.ofSeconds(60);
    private boolean rawAllowed;
    private boolean securityOptionsAllowed;
    private ServedTypes servedTypes = ServedTypes.IMAGES;
    private Duration shortestLifetime = Duration.ZERO;
    private Negotiation negotiation = Negotiation.NONE;
    private FreshnessRule freshnessRule = FreshnessRule.IMMUTABLE;
    private Duration staleWhileRevalidate = Duration.ZERO;
    private Duration staleIfError = Duration.ZERO;
    private boolean finishingAbandoned;
    private @Nullable String allowedOrigin;
    private boolean serverTiming;
    private Path spoolFolder = Path.of(System.getProperty("java.io.tmpdir"));

    CachingProxyBuilder(Imgproxy imgproxy, Upstream upstream) {
        this.imgproxy = imgproxy;
        this.upstream = upstream;
    }

    /** Keeps variants here; closed with the proxy. Without a call only the memory tier keeps some. */
    public CachingProxyBuilder store(ImageStore imageStore) {
        store = imageStore;
        return this;
    }

    /** Bytes of small variants kept in memory, 32 MB by default; 0 for none. */
    public CachingProxyBuilder memoryTierBytes(long bytes) {
        memoryTierBytes = bytes;
        return this;
    }

    /** Bytes of one image under way kept in memory, 1 MB by default; the rest goes to a temporary file. */
    public CachingProxyBuilder relayBytesPerImage(long bytes) {
        relayBytesPerImage = bytes;
        return this;
    }

    /** Bytes of all images under way kept in memory, 64 MB by default. */
    public CachingProxyBuilder relayBytesTotal(long bytes) {
        relayBytesTotal = bytes;
        return this;
    }

    /** The longest body that is relayed, 100 MB by default. */
    public CachingProxyBuilder largestBodyBytes(long bytes) {
        largestBodyBytes = bytes;
        return this;
    }

    /** Fetches at once, 32 by default, and how many more may wait for their turn, 1000 by default. */
    public CachingProxyBuilder concurrentFetches(int running, int waiting) {
        concurrentFetches = running;
        waitingFetches = waiting;
        return this;
    }

    /** The longest time without a byte from upstream, 10 s by default, and for a whole body, 60 s by default. */
    public CachingProxyBuilder bodyTimeouts(Duration idle, Duration total) {
        bodyIdle = idle;
        bodyTotal = total;
        return this;
    }

    /** How many variants may wait to be stored, 500 by default, and how many bytes they may have, 128 MB by default. */
    public CachingProxyBuilder waitingWrites(int count, long bytes) {
        waitingWrites = count;
        waitingWriteBytes = bytes;
        return this;
    }

    /**
     * How long it is remembered that upstream could not make a variant; zero for not at all.
     *
     * @param notFound for 404 and 410, 60 s by default
     * @param unprocessable for 422, 5 min by default
     * @param failed for 5xx, no answer, or an answer that is no image, 5 s by default
     */
    public CachingProxyBuilder negativeCaching(Duration notFound, Duration unprocessable, Duration failed) {
        rememberedFailures = new NegativeCache.Times(notFound, unprocessable, failed);
        return this;
    }

    /** How long an image may wait for its turn to be fetched, before it is answered with 503, 15 s by default. */
    public CachingProxyBuilder longestWait(Duration limit) {
        longestWait = limit;
        return this;
    }

    /**
     * Opens the route {@code MOUNT/purge} to whoever sends this token; without a call there is none.
     *
     * @throws IllegalArgumentException if it has fewer than 16 characters
     */
    public CachingProxyBuilder purgeToken(String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("must have at least " + SHORTEST_TOKEN + " characters");
        }
        purgeToken = token;
        return this;
    }

    /** Writes the keys that are asked for most into this file at the end, and begins with them in memory at the start. */
    public CachingProxyBuilder preloadMemory(Path hotKeys) {
        hotKeysFile = hotKeys;
        return this;
    }

    /** How long closing may wait for images under way and for those that are to be stored, 10 s by default. */
    public CachingProxyBuilder shutdownTimeout(Duration limit) {
        shutdown = limit;
        return this;
    }

    /** Whether {@code raw} may be asked for, which gives sources unprocessed; false by default. */
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
     * @throws IllegalArgumentException if one of them is not known by its first bytes
     */
    public CachingProxyBuilder servedTypes(String mediaTypes) {
        servedTypes = ServedTypes.of(mediaTypes);
        return this;
    }

    /** What upstream calls good for no longer than this is not stored; zero by default. */
    public CachingProxyBuilder shortestLifetime(Duration lifetime) {
        shortestLifetime = lifetime;
        return this;
    }

    /**
     * The formats among which upstream chooses by {@code Accept}, as a comma list of avif, jxl and webp; none by default.
     *
     * @throws IllegalArgumentException if it names another one
     */
    public CachingProxyBuilder negotiatedFormats(String formats) {
        negotiation = Negotiation.of(formats);
        return this;
    }

    /** The same without some, which upstream does not make. */
    CachingProxyBuilder negotiatedFormats(String formats, Set<String> without) {
        negotiation = Negotiation.of(formats).without(without);
        return this;
    }

    /** How long stored variants are good; {@link FreshnessRule#IMMUTABLE} by default. */
    public CachingProxyBuilder freshness(FreshnessRule rule) {
        freshnessRule = rule;
        return this;
    }

    /**
     * How long old variants may be served at most, no time by default; upstream may allow less (RFC 5861).
     *
     * @param whileRevalidating while upstream is asked in the background
     * @param ifError instead of an error of upstream
     */
    public CachingProxyBuilder stale(Duration whileRevalidating, Duration ifError) {
        staleWhileRevalidate = whileRevalidating;
        staleIfError = ifError;
        return this;
    }

    /** Whether a fetch goes on although all clients left and nothing will be stored; false by default. */
    public CachingProxyBuilder finishAbandoned(boolean finished) {
        finishingAbandoned = finished;
        return this;
    }

    /** The {@code Access-Control-Allow-Origin} of all answers, {@code *} for instance; none by default. */
    public CachingProxyBuilder allowedOrigin(String origin) {
        allowedOrigin = origin;
        return this;
    }

    /** Whether answers say in {@code Server-Timing} how they came about and how long it took; false by default. */
    public CachingProxyBuilder serverTiming(boolean told) {
        serverTiming = told;
        return this;
    }

    public CachingProxyBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    public CachingProxyBuilder spoolFolder(Path folder) {
        spoolFolder = folder;
        return this;
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
                shortestLifetime,
                negotiation,
                new Freshness(freshnessRule == FreshnessRule.UPSTREAM, staleWhileRevalidate, staleIfError),
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
                longestWait,
                waitingWrites,
                waitingWriteBytes,
                bodyIdle,
                bodyTotal,
                shutdown,
                spoolFolder);
    }
}
