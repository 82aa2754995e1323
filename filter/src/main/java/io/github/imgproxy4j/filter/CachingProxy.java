package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.event.AccessLog;
import io.github.imgproxy4j.filter.event.EvictionEvent;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.Statistics;
import io.github.imgproxy4j.filter.internal.fetch.FetchContext;
import io.github.imgproxy4j.filter.internal.fetch.FetchCoordinator;
import io.github.imgproxy4j.filter.internal.fetch.Lookup;
import io.github.imgproxy4j.filter.internal.fetch.NegativeCache;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.response.Deliveries;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.MemoryTier;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.internal.tier.WarmupFile;
import io.github.imgproxy4j.filter.internal.warm.VariantMaker;
import io.github.imgproxy4j.filter.internal.warm.WarmRun;
import io.github.imgproxy4j.filter.internal.warm.WarmRuns;
import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.EvictingStore;
import io.github.imgproxy4j.filter.store.EvictingStore.EvictionListener;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.LocallyCachedStore;
import io.github.imgproxy4j.filter.store.ProbedStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamGroup;
import io.github.imgproxy4j.settings.Settings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache in front of one upstream: its tiers, the fetches from upstream, purging and statistics.
 *
 * <p>Thread-safe. The filter keeps it in the application scope under the name {@link #ATTRIBUTE}.
 */
public final class CachingProxy implements AutoCloseable {
    /** The attribute of the application scope. */
    public static final String ATTRIBUTE = CachingProxy.class.getName();

    private static final Logger log = LoggerFactory.getLogger(CachingProxy.class);

    private final Imgproxy imgproxy;
    private final Upstream upstream;
    private final @Nullable ImageStore store;
    private final Clock clock;
    private final Limits limits;
    private final Policy policy;
    private final Threads threads;
    private final Deliveries deliveries;
    private final MemoryTier memory;
    private final Tiers tiers;
    private final @Nullable ImageStore localCache;
    private final @Nullable StoreWriter storeWriter;
    private final @Nullable StoreWriter copyWriter;
    private final FetchCoordinator fetches;
    private final Lookup lookup;
    private final Statistics statistics = new Statistics();
    private final Listeners listeners = new Listeners();
    private final WarmRuns warmRuns;
    private final @Nullable String purgeToken;
    private final @Nullable WarmupFile hotKeys;
    private final AtomicBoolean closed = new AtomicBoolean();

    CachingProxy(CachingProxyBuilder builder) {
        this.imgproxy = builder.imgproxy;
        this.upstream = builder.upstream;
        this.store = builder.store;
        this.clock = builder.clock;
        this.policy = builder.policy();
        this.limits = builder.limits();
        this.threads = new Threads(limits.concurrentFetches(), limits.waitingFetches(), limits.backgroundFetches());
        this.deliveries = new Deliveries(threads.deliveries(), threads.scheduler(), builder.longestStall);
        this.memory = MemoryTier.ofBytes(limits.memoryTierBytes(), evictedFrom(MemoryTier.NAME));
        this.tiers = new Tiers(memory, store);
        this.storeWriter = store == null ? null : new StoreWriter(store, listeners, threads, limits);
        this.localCache = store instanceof LocallyCachedStore cached ? cached.localCache() : null;
        this.copyWriter =
                localCache == null ? null : new StoreWriter(localCache, new ProxyListener() {}, threads, limits);
        NegativeCache failures = new NegativeCache(clock, builder.negativeCaching());
        FetchContext context = FetchContext.of(
                tiers,
                failures,
                upstream,
                imgproxy::sourceOf,
                listeners,
                storeWriter,
                copyWriter,
                threads,
                limits,
                policy,
                clock);
        this.fetches = new FetchCoordinator(context, threads);
        this.lookup = new Lookup(context, fetches);
        this.warmRuns =
                new WarmRuns(new VariantMaker(imgproxy, policy, lookup), threads, 2 * limits.backgroundFetches());
        this.purgeToken = builder.purgeToken;
        this.hotKeys = builder.hotKeysFile == null ? null : new WarmupFile(builder.hotKeysFile);
        listeners.add(statistics);
        listeners.add(new AccessLog());
        listenForEvictions(store);
        listenForEvictions(localCache);
    }

    private void listenForEvictions(@Nullable ImageStore evicted) {
        if (evicted instanceof EvictingStore evicting) {
            evicting.evictionListener(evictedFrom(evicted.tier()));
        }
    }

    /** Fills the memory tier in the background, if there are keys to begin with. */
    void preload() {
        WarmupFile hot = hotKeys;
        if (hot != null) {
            threads.storeWriters().execute(() -> tiers.preload(hot.load(), limits.memoryTierBytes()));
        }
    }

    private EvictionListener evictedFrom(String tier) {
        return (key, bytes, reason) -> listeners.evicted(EvictionEvent.builder()
                .tier(tier)
                .key(key)
                .bytes(bytes)
                .reason(reason)
                .build());
    }

    /**
     * A running proxy with the upstream and the store from the settings.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if the settings are invalid or incomplete
     */
    public static CachingProxy of(Settings settings, Imgproxy imgproxy) {
        return ProxyFactory.create(settings, imgproxy);
    }

    /**
     * The store that the settings describe, opened without a proxy, for tools that look into it.
     *
     * @return null if the settings describe none
     * @throws io.github.imgproxy4j.settings.SettingsException if the settings are invalid
     */
    public static @Nullable ImageStore openStore(Settings settings) {
        return ProxyFactory.store(settings);
    }

    /**
     * What {@link #of} would find wrong, besides what {@link Settings#read} tells; none if nothing is. Opens nothing.
     *
     * @return sentences without secrets
     */
    public static List<String> problems(Settings settings) {
        return ProxyFactory.problems(settings);
    }

    /**
     * A builder.
     *
     * @param imgproxy verifies paths and derives keys
     * @param upstream produces variants that are not stored; closed with the proxy
     */
    public static CachingProxyBuilder builder(Imgproxy imgproxy, Upstream upstream) {
        return new CachingProxyBuilder(imgproxy, upstream);
    }

    /**
     * The proxy that the filter of a web app runs, for servlets, listeners and pages of the same app.
     *
     * @param context the context of the app
     * @throws IllegalStateException if there is none, because the filter is not mapped or has not started yet
     */
    public static CachingProxy in(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof CachingProxy proxy) {
            return proxy;
        }
        throw new IllegalStateException("no caching proxy runs in the app at [" + context.getContextPath()
                + "]: map io.github.imgproxy4j.filter.ImgproxyFilter, and call this after it has started, from a servlet"
                + " or a later filter");
    }

    /** The counters since the start. */
    public Statistics.Snapshot statistics() {
        return statistics.snapshot();
    }

    /** Adds a listener; it may miss events that are being reported at the same time. */
    public void addListener(ProxyListener added) {
        listeners.add(added);
    }

    /** Removes a listener. */
    public void removeListener(ProxyListener removed) {
        listeners.remove(removed);
    }

    /**
     * The contents of the store, or null if there is no store that can list them.
     *
     * @param limit the maximum number of variants to list, newest first
     * @throws IOException if the store cannot be read
     */
    public BrowsableStore.@Nullable Inventory inventory(int limit) throws IOException {
        return store instanceof BrowsableStore browsable ? browsable.inventory(limit) : null;
    }

    /** The number of variants in memory. */
    public long memoryCount() {
        return memory.count();
    }

    /** The size of the variants in memory, in bytes. */
    public long memoryBytes() {
        return memory.bytes();
    }

    /**
     * The direct memory for bodies of the memory tier, in bytes, used or not; bodies that are not there are on the heap.
     */
    public long memoryDirectBytes() {
        return memory.directBytes();
    }

    /** The reason why a configured memory tier is missing, as the end of a log message; empty if there is none. */
    String memoryNote() {
        return limits.memoryTierBytes() > 0 && memory == MemoryTier.NONE
                ? "; nothing is kept in memory, because Caffeine is not on the class path: add"
                        + " com.github.ben-manes.caffeine:caffeine, or set imgproxy.memory-size=0"
                : "";
    }

    /** The description of the upstream, for display. */
    public String upstreamDescription() {
        return upstream.description();
    }

    /** The description of the store, for display. */
    public String storeDescription() {
        return store == null ? "no store (neither imgproxy.store-dir nor a bucket is set)" : store.description();
    }

    /** The detected features of the store's server, for display; empty if there are none. */
    public List<String> storeAbilities() {
        return store instanceof ProbedStore probed ? probed.abilities() : List.of();
    }

    /**
     * Removes one variant from every tier, in every negotiated format. An image in transit is still sent to waiting
     * clients, but not stored, and a cached failure is dropped. Idempotent.
     *
     * <p>Other processes keep variants in their memory for up to an hour. Browsers and CDNs keep their copies until
     * those expire.
     *
     * @param key its cache key
     * @return whether it was in the store
     * @throws IOException if the store cannot be written; it is removed from memory nevertheless
     */
    public boolean purge(String key) throws IOException {
        boolean had = false;
        for (String each : policy.negotiation().keys(key)) {
            had |= fetches.purge(KeySelector.of(each)) > 0;
        }
        return had;
    }

    /**
     * Removes all variants of one source from every tier; see {@link #purge}.
     *
     * @param source the original image, as for {@link Imgproxy#image}
     * @return the number of variants removed from the store
     * @throws IllegalStateException if the key layout does not group keys by source
     * @throws UnsupportedOperationException if the store removes variants one by one only
     * @throws IOException if the store cannot be written; some variants may have been removed
     */
    public long purgeSource(String source) throws IOException {
        String prefix = imgproxy.keyPrefixOf(source);
        if (prefix == null) {
            throw new IllegalStateException("purging by source requires an imgproxy.key-layout that contains grouped");
        }
        return fetches.purge(KeySelector.below(prefix));
    }

    /**
     * Removes all variants from every tier; see {@link #purge}.
     *
     * @throws UnsupportedOperationException if the store removes variants one by one only
     * @throws IOException if the store cannot be written; some variants may have been removed
     */
    public void purgeAll() throws IOException {
        long unused = fetches.purge(KeySelector.ALL);
    }

    /**
     * Has the variants of a source made that are not stored yet, in the background: visitors come first.
     *
     * @param source the original image, as for {@link Imgproxy#image}
     * @param presets a public one with its candidates; all presets if none is named
     * @throws io.github.imgproxy4j.error.ImgproxyException if the source or a preset is wrong
     */
    public Warmup warm(String source, String... presets) {
        return warm(presetImages(source, true, presets));
    }

    /**
     * Has every variant that the markup of images names made ({@link ImageBuilder#allUrls}), unless it is stored, in the
     * background: visitors come first.
     *
     * @param images of the {@link Imgproxy} of this proxy
     */
    public Warmup warm(Collection<ImageBuilder> images) {
        List<SignedPath> paths = images.stream()
                .flatMap(image -> image.allUrls().stream())
                .map(ImageUrls::signedPath)
                .distinct()
                .toList();
        return new Warmup(warmRuns.start(paths));
    }

    /**
     * Removes the variants of a source that has changed, then has new ones made; see {@link #purge} and {@link #warm}.
     * When this returns, no visitor gets an old variant from this proxy any more.
     *
     * <p>All variants of the source are removed if the key layout groups keys by source and the store can remove them
     * together; otherwise those that are made again.
     *
     * @param source the original image, as for {@link Imgproxy#image}
     * @param presets a public one with its candidates; all presets if none is named
     * @throws io.github.imgproxy4j.error.ImgproxyException if the source or a preset is wrong
     * @throws IOException if the store cannot be written; some variants may have been removed, and none is made
     */
    public Warmup sourceChanged(String source, String... presets) throws IOException {
        return sourceChanged(source, presetImages(source, true, presets));
    }

    /**
     * The same for every variant that the markup of images names.
     *
     * @param images of the {@link Imgproxy} of this proxy
     * @throws IOException if the store cannot be written; some variants may have been removed, and none is made
     */
    public Warmup sourceChanged(String source, Collection<ImageBuilder> images) throws IOException {
        if (imgproxy.keyPrefixOf(source) != null && (store == null || store instanceof PurgeableStore)) {
            long unused = purgeSource(source);
        } else {
            for (ImageBuilder image : images) {
                for (ImageUrls urls : image.allUrls()) {
                    boolean unused = purge(urls.key());
                }
            }
        }
        return warm(images);
    }

    /** Images of presets, all of them if none is named. */
    List<ImageBuilder> presetImages(String source, boolean asOffered, String... presets) {
        List<String> names =
                presets.length == 0 ? imgproxy.presetNames().stream().sorted().toList() : List.of(presets);
        return names.stream()
                .map(name -> asOffered
                        ? imgproxy.image(source).presetAsOffered(name)
                        : imgproxy.image(source).preset(name))
                .toList();
    }

    /** One of the latest, or null. */
    @Nullable
    Warmup warmup(String id) {
        WarmRun run = warmRuns.find(id);
        return run == null ? null : new Warmup(run);
    }

    /**
     * Checks whether upstream is ready. May wait for the network.
     *
     * @throws IOException with the reason if it is not ready
     * @throws InterruptedException if the thread is interrupted
     */
    public void checkUpstream() throws IOException, InterruptedException {
        upstream.checkReady();
    }

    /**
     * Checks whether the store, if any, is ready. May wait for the network.
     *
     * @throws IOException with the reason if it is not ready: what the store says of itself, and which reads and writes
     *     failed lately
     */
    public void checkStore() throws IOException {
        List<String> problems = storeProblems();
        if (!problems.isEmpty()) {
            throw new IOException(String.join("; ", problems));
        }
    }

    /** The reasons why the proxy is not ready; none if it is. May wait for the network. */
    List<String> problems() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        try {
            checkUpstream();
        } catch (IOException notReady) {
            problems.add("upstream: " + notReady.getMessage());
        }
        storeProblems().forEach(problem -> problems.add("store: " + problem));
        return problems;
    }

    /** The store's own check, and recent failures. */
    private List<String> storeProblems() {
        List<String> problems = new ArrayList<>();
        if (store == null) {
            return problems;
        }
        try {
            store.checkReady();
        } catch (IOException notReady) {
            problems.add(String.valueOf(notReady.getMessage()));
        }
        Stream.of(tiers.problem(), storeWriter == null ? null : storeWriter.problem())
                .filter(Objects::nonNull)
                .forEach(problems::add);
        return problems;
    }

    /** Notes for operators that do not affect readiness; empty if there are none. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (upstream instanceof UpstreamGroup group) {
            notes.addAll(group.leftOut());
        }
        if (localCache != null) {
            localCacheProblems(localCache).forEach(problem -> notes.add("local cache: " + problem));
        }
        return notes;
    }

    /** Images are served without it. */
    private List<String> localCacheProblems(ImageStore cache) {
        try {
            cache.checkReady();
            String failed = copyWriter == null ? null : copyWriter.problem();
            return failed == null ? List.of() : List.of(failed);
        } catch (IOException notReady) {
            return List.of(String.valueOf(notReady.getMessage()));
        }
    }

    Imgproxy imgproxy() {
        return imgproxy;
    }

    Clock clock() {
        return clock;
    }

    Policy policy() {
        return policy;
    }

    ProxyListener listener() {
        return listeners;
    }

    /** What writes to clients without a thread of the container. */
    Deliveries deliveries() {
        return deliveries;
    }

    /** Runs tasks that may wait for the network. */
    Executor fetchThreads() {
        return threads.fetches();
    }

    /** Finds the responses to requests. */
    Lookup lookup() {
        return lookup;
    }

    /** The token of the purge route, or null if the route is disabled. */
    @Nullable
    String purgeToken() {
        return purgeToken;
    }

    /** The number of images that wait to be fetched. */
    public int waitingFetches() {
        return threads.fetches().getQueue().size();
    }

    /** How many fetches there are. */
    int fetchesInProgress() {
        return fetches.count();
    }

    /** How many clients share the fetch for a key. */
    int readersOf(String key) {
        return fetches.readersOf(key);
    }

    /** The bytes of images in transit that are in memory. */
    public long relayBytes() {
        return fetches.relayBytes();
    }

    /**
     * Waits for a limited time for images in transit and pending writes, then frees threads, store and upstream.
     * Requests in the meantime get 503. Idempotent.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long started = System.nanoTime();
        // Half of the time at most: what has arrived has to be stored as well.
        if (!threads.awaitFetches(limits.shutdown().dividedBy(2))) {
            log.warn("images in transit are cut off");
            fetches.abort();
        }
        upstream.close();
        if (hotKeys != null) {
            hotKeys.save(memory);
        }
        if (copyWriter != null) {
            // The store has what they copy.
            copyWriter.cancel(KeySelector.ALL);
        }
        if (storeWriter != null) {
            Duration used = Duration.ofNanos(System.nanoTime() - started);
            storeWriter.drain(limits.shutdown().minus(used));
        }
        threads.close();
        warmRuns.close();
        memory.close();
        if (store != null) {
            store.close();
        }
    }
}
