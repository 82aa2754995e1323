package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache in front of one upstream: its tiers, the flights to upstream, purging and statistics.
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
    private final Threads threads;
    private final Watchdog watchdog;
    private final MemoryTier memory;
    private final MemoryBudget relayBudget;
    private final @Nullable StoreWriter storeWriter;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final Statistics statistics = new Statistics();
    private final List<ProxyListener> listeners = new CopyOnWriteArrayList<>(List.of(statistics));
    private final ProxyListener listener = new FanOut(listeners);

    private CachingProxy(Builder builder) {
        this.imgproxy = builder.imgproxy;
        this.upstream = builder.upstream;
        this.store = builder.store;
        this.clock = builder.clock;
        this.limits = builder.limits();
        this.threads = new Threads(limits.concurrentFetches(), limits.waitingFetches(), limits.waitingWrites());
        this.watchdog = new Watchdog(threads.scheduler(), limits.bodyIdle(), limits.bodyTotal());
        this.memory = MemoryTier.ofBytes(limits.memoryTierBytes());
        this.relayBudget = new MemoryBudget(limits.relayBytesTotal());
        this.storeWriter = store == null ? null : new StoreWriter(store, listener, threads.storeWriters());
    }

    /**
     * A running proxy with the upstream and the store that the settings name.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if they do not let it work
     */
    public static CachingProxy of(Settings settings, Imgproxy imgproxy) {
        return ProxyFactory.create(settings, imgproxy);
    }

    /**
     * A builder.
     *
     * @param imgproxy verifies paths and derives keys
     * @param upstream makes what is not stored yet; closed with the proxy
     */
    public static Builder builder(Imgproxy imgproxy, Upstream upstream) {
        return new Builder(imgproxy, upstream);
    }

    /** Counts since the start. */
    public Statistics.Snapshot statistics() {
        return statistics.snapshot();
    }

    /** Adds a listener; events that are being told meanwhile may miss it. */
    public void addListener(ProxyListener added) {
        listeners.add(added);
    }

    /** Removes a listener. */
    public void removeListener(ProxyListener removed) {
        listeners.remove(removed);
    }

    /**
     * What is in the store, or null if there is no store that can tell.
     *
     * @param limit how many variants to list at most, newest first
     * @throws IOException if the store cannot be read now
     */
    public BrowsableStore.@Nullable Inventory inventory(int limit) throws IOException {
        return store instanceof BrowsableStore browsable ? browsable.inventory(limit) : null;
    }

    /** How many variants are in memory. */
    public long memoryCount() {
        return memory.count();
    }

    /** How many bytes the variants in memory take. */
    public long memoryBytes() {
        return memory.bytes();
    }

    /** What makes the variants, for people. */
    public String upstreamDescription() {
        return upstream.description();
    }

    /** What keeps the variants, for people. */
    public String storeDescription() {
        return store == null ? "nothing is stored" : store.description();
    }

    /**
     * Removes one variant from every tier.
     *
     * @param key its cache key
     * @throws IOException if the store cannot be written now
     */
    public void purge(String key) throws IOException {
        memory.remove(key);
        if (store != null) {
            store.delete(key);
        }
    }

    /**
     * Removes all variants from every tier.
     *
     * @throws IOException if the store cannot be written now
     */
    public void purgeAll() throws IOException {
        memory.clear();
        if (store != null) {
            store.clear();
        }
    }

    /** The reasons why the proxy is not ready; none if it is. May wait for the network. */
    List<String> problems() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        try {
            upstream.checkReady();
        } catch (IOException notReady) {
            problems.add("upstream: " + notReady.getMessage());
        }
        try {
            if (store != null) {
                store.checkReady();
            }
        } catch (IOException notReady) {
            problems.add("store: " + notReady.getMessage());
        }
        return problems;
    }

    Imgproxy imgproxy() {
        return imgproxy;
    }

    Clock clock() {
        return clock;
    }

    ProxyListener listener() {
        return listener;
    }

    /** Runs what must not hold up a flight or a container thread. */
    Executor deliveries() {
        return threads.deliveries();
    }

    /** Runs what may wait for the network. */
    Executor flightThreads() {
        return threads.flights();
    }

    /** The answer if it takes no waiting, or null. */
    @Nullable
    Answer lookUp(Admission admission) {
        MemoryTier.Entry entry = memory.get(admission.key());
        if (entry != null) {
            return Answer.image(Answer.Image.stored(entry.metadata(), entry.body()), CacheStatus.hit(MemoryTier.NAME));
        }
        Flight flight = flights.get(admission.key());
        if (flight != null) {
            return admission.route() == Route.CACHE ? ofLanded(flight) : null;
        }
        if (store == null || store.isLocal()) {
            Answer stored = store == null ? null : ofLocalStore(store, admission.key());
            return stored == null && admission.route() == Route.CACHE ? notStored() : stored;
        }
        return null;
    }

    private static @Nullable Answer ofLanded(Flight flight) {
        Answer landed = flight.answerIfLanded();
        return landed == null ? notStored() : landed;
    }

    private static Answer notStored() {
        return Answer.refused(Refusal.NOT_FOUND, CacheStatus.notStored());
    }

    private @Nullable Answer ofLocalStore(ImageStore local, String key) {
        StoredImage image = open(local, key);
        if (image == null) {
            return null;
        }
        ImageMetadata metadata = image.metadata();
        CacheStatus status = CacheStatus.hit(local.tier());
        if (!memory.admits(metadata.length())) {
            return Answer.image(Answer.Image.stored(metadata, new StreamedBytes(image)), status);
        }
        try (image) {
            HeapBytes body = new HeapBytes(image.body().readAllBytes());
            memory.put(key, new MemoryTier.Entry(metadata, body));
            return Answer.image(Answer.Image.stored(metadata, body), status);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from {}: {}", key, local.description(), unreadable.toString());
            return null;
        }
    }

    /** The variant, or null if it is not there or the store does not work: then upstream has to serve. */
    private static @Nullable StoredImage open(ImageStore store, String key) {
        try {
            return store.get(key);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from {}: {}", key, store.description(), unreadable.toString());
            return null;
        }
    }

    /** The answer of the flight for this variant, which is joined or opened. */
    CompletableFuture<Answer> fly(Admission admission, @Nullable String requestId) {
        String id = admission.route() == Route.CACHE ? "cache/" + admission.key() : admission.key();
        Flight opened = new Flight(new Relay(relayBudget, limits.relayBytesPerImage(), limits.spoolFolder()));
        Flight flight = Objects.requireNonNull(
                flights.compute(id, (key, running) -> running != null && running.join() ? running : opened));
        if (flight != opened) {
            return flight.answerForJoiner(false);
        }
        opened.join();
        CompletableFuture<Answer> answer = opened.answerForJoiner(true);
        takeOff(id, opened, admission, requestId);
        return answer;
    }

    private void takeOff(String id, Flight flight, Admission admission, @Nullable String requestId) {
        long queuedNanos = System.nanoTime();
        try {
            threads.flights().execute(() -> run(id, flight, admission, requestId, queuedNanos));
        } catch (RejectedExecutionException full) {
            log.warn("{} images are waiting for upstream already", limits.waitingFetches());
            refuse(flight, Refusal.BUSY, full);
            over(id, flight);
        }
    }

    private void run(String id, Flight flight, Admission admission, @Nullable String requestId, long queuedNanos) {
        ImageMetadata toStore = null;
        try {
            if (System.nanoTime() - queuedNanos > limits.longestWait().toNanos()) {
                refuse(flight, Refusal.BUSY, new IOException("waited longer than " + limits.longestWait()));
            } else {
                toStore = fill(flight, admission, requestId);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            refuse(flight, Refusal.BUSY, closing);
        } catch (RuntimeException | Error bug) {
            log.error("fetching {} failed", admission.path(), bug);
            refuse(flight, Refusal.BAD_GATEWAY, bug);
        } finally {
            keep(id, flight, toStore);
        }
    }

    private @Nullable ImageMetadata fill(Flight flight, Admission admission, @Nullable String requestId)
            throws InterruptedException {
        Departure departure = new Departure(flight, admission, clock, limits.largestBodyBytes(), watchdog);
        StoredImage stored = store == null ? null : open(store, admission.key());
        if (stored != null) {
            try (stored) {
                departure.fromStore(stored, Objects.requireNonNull(store).tier());
            } catch (IOException alreadyGone) {
                log.debug("closing a stored variant", alreadyGone);
            }
            return null;
        }
        if (admission.signedPath() == null) {
            flight.announce(notStored());
            return null;
        }
        UpstreamRequest upstreamRequest = new UpstreamRequest(admission.signedPath(), requestId);
        return departure.fromUpstream(() -> upstream.fetch(upstreamRequest));
    }

    private static void refuse(Flight flight, Refusal refusal, Throwable cause) {
        flight.announce(Answer.refused(refusal, CacheStatus.forwarded(false, 0, false)));
        flight.relay().fail(cause);
    }

    /** Puts a landed variant into the tiers; the flight stays joinable until the store has it. */
    private void keep(String id, Flight flight, @Nullable ImageMetadata metadata) {
        if (metadata == null) {
            over(id, flight);
            return;
        }
        if (memory.admits(metadata.length())) {
            remember(id, flight, metadata);
        }
        if (storeWriter == null) {
            over(id, flight);
        } else {
            storeWriter.write(id, metadata, flight.relay().body(), () -> over(id, flight));
        }
    }

    private void remember(String key, Flight flight, ImageMetadata metadata) {
        try (var body = flight.relay().body().open()) {
            memory.put(key, new MemoryTier.Entry(metadata, new HeapBytes(body.readAllBytes())));
        } catch (IOException unreadable) {
            log.warn("{} cannot be kept in memory: {}", key, unreadable.toString());
        }
    }

    private void over(String id, Flight flight) {
        flights.remove(id, flight);
        flight.relay().close();
    }

    /** How many bytes of images under way are in memory. */
    long relayBytes() {
        return relayBudget.reservedBytes();
    }

    /** Stores what is still to be stored, within a limited time, and frees threads, store and upstream. Idempotent. */
    @Override
    public void close() {
        upstream.close();
        if (storeWriter != null) {
            storeWriter.close();
        }
        threads.close();
        if (store != null) {
            store.close();
        }
    }

    /** Tells every listener; one that throws harms neither the others nor the answer. */
    private record FanOut(List<ProxyListener> listeners) implements ProxyListener {
        @Override
        public void answered(Answered event) {
            tell(each -> each.answered(event));
        }

        @Override
        public void stored(Stored event) {
            tell(each -> each.stored(event));
        }

        @Override
        public void storeFailed(String key, Throwable cause) {
            tell(each -> each.storeFailed(key, cause));
        }

        private void tell(Consumer<ProxyListener> news) {
            for (ProxyListener each : listeners) {
                try {
                    news.accept(each);
                } catch (RuntimeException bug) {
                    log.error("a listener failed", bug);
                }
            }
        }
    }

    /** Collects what a {@link CachingProxy} needs. For one thread. */
    public static final class Builder {
        private static final long MEBI = 1024 * 1024;

        private final Imgproxy imgproxy;
        private final Upstream upstream;
        private @Nullable ImageStore store;
        private Clock clock = Clock.systemUTC();
        private long memoryTierBytes = 32 * MEBI;
        private long relayBytesPerImage = MEBI;
        private long relayBytesTotal = 64 * MEBI;
        private long largestBodyBytes = 100 * MEBI;
        private int concurrentFetches = 32;
        private int waitingFetches = 1000;
        private Duration longestWait = Duration.ofSeconds(15);
        private int waitingWrites = 500;
        private Duration bodyIdle = Duration.ofSeconds(10);
        private Duration bodyTotal = Duration.ofSeconds(60);
        private Path spoolFolder = Path.of(System.getProperty("java.io.tmpdir"));

        private Builder(Imgproxy imgproxy, Upstream upstream) {
            this.imgproxy = imgproxy;
            this.upstream = upstream;
        }

        /** Keeps variants here; closed with the proxy. Without a call only the memory tier keeps some. */
        public Builder store(ImageStore imageStore) {
            store = imageStore;
            return this;
        }

        /** Bytes of small variants kept in memory, 32 MB by default; 0 for none. */
        public Builder memoryTierBytes(long bytes) {
            memoryTierBytes = bytes;
            return this;
        }

        /** Bytes of one image under way kept in memory, 1 MB by default; the rest goes to a temporary file. */
        public Builder relayBytesPerImage(long bytes) {
            relayBytesPerImage = bytes;
            return this;
        }

        /** Bytes of all images under way kept in memory, 64 MB by default. */
        public Builder relayBytesTotal(long bytes) {
            relayBytesTotal = bytes;
            return this;
        }

        /** The longest body that is relayed, 100 MB by default. */
        public Builder largestBodyBytes(long bytes) {
            largestBodyBytes = bytes;
            return this;
        }

        /** Fetches at once, 32 by default, and how many more may wait for their turn, 1000 by default. */
        public Builder concurrentFetches(int running, int waiting) {
            concurrentFetches = running;
            waitingFetches = waiting;
            return this;
        }

        /** The longest time without a byte from upstream, 10 s by default, and for a whole body, 60 s by default. */
        public Builder bodyTimeouts(Duration idle, Duration total) {
            bodyIdle = idle;
            bodyTotal = total;
            return this;
        }

        Builder clock(Clock other) {
            clock = other;
            return this;
        }

        Builder spoolFolder(Path folder) {
            spoolFolder = folder;
            return this;
        }

        /** The running proxy. */
        public CachingProxy build() {
            return new CachingProxy(this);
        }

        private Limits limits() {
            return new Limits(
                    memoryTierBytes,
                    relayBytesPerImage,
                    relayBytesTotal,
                    largestBodyBytes,
                    concurrentFetches,
                    waitingFetches,
                    longestWait,
                    waitingWrites,
                    bodyIdle,
                    bodyTotal,
                    spoolFolder);
        }
    }
}
