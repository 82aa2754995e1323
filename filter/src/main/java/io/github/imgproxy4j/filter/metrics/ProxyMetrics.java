package io.github.imgproxy4j.filter.metrics;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.event.EvictionEvent;
import io.github.imgproxy4j.filter.event.FetchEvent;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/**
 * The meters of a proxy, each with a description, which Prometheus shows as HELP. Needs {@code micrometer-core}, which
 * is an optional dependency.
 *
 * <pre>
 *   imgproxy4j.responses       timer    route, outcome, tier, status
 *   imgproxy4j.fetches         timer    status (0: no response)
 *   imgproxy4j.evicted         counter  tier, reason
 *   imgproxy4j.stored          counter
 *   imgproxy4j.store.failures  counter
 *   imgproxy4j.bytes.served, imgproxy4j.bytes.stored, imgproxy4j.bytes.saved   counters
 *   imgproxy4j.memory.variants, imgproxy4j.memory.bytes, imgproxy4j.memory.direct.bytes,
 *   imgproxy4j.fetches.waiting   gauges
 * </pre>
 */
public final class ProxyMetrics implements MeterBinder {
    private static final String PREFIX = "imgproxy4j.";

    private final CachingProxy proxy;
    private final Tags tags;

    /**
     * Meters of one proxy.
     *
     * @param tags added to each meter, to distinguish several proxies
     */
    public ProxyMetrics(CachingProxy proxy, Iterable<Tag> tags) {
        this.proxy = proxy;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        proxy.addListener(new Recorder(registry));
        counter(
                registry,
                "stored",
                "Images that were stored",
                proxy -> proxy.statistics().stored());
        counter(
                registry,
                "store.failures",
                "Images that could not be stored",
                proxy -> proxy.statistics().storeFailures());
        counter(
                registry,
                "bytes.served",
                "Bytes of images sent to clients",
                proxy -> proxy.statistics().bytesServed());
        counter(
                registry,
                "bytes.stored",
                "Bytes of images stored",
                proxy -> proxy.statistics().bytesStored());
        counter(
                registry,
                "bytes.saved",
                "Bytes by which stored images are smaller than their sources, if imgproxy reports their size",
                proxy -> proxy.statistics().bytesSaved());
        gauge(registry, "memory.variants", "Images in memory", CachingProxy::memoryCount);
        gauge(registry, "memory.bytes", "Bytes that the images in memory take", CachingProxy::memoryBytes);
        gauge(
                registry,
                "memory.direct.bytes",
                "Bytes of direct memory for the images in memory, used or not",
                CachingProxy::memoryDirectBytes);
        gauge(registry, "fetches.waiting", "Images that wait to be fetched", CachingProxy::waitingFetches);
    }

    private void counter(MeterRegistry registry, String name, String description, Figure figure) {
        FunctionCounter.builder(PREFIX + name, proxy, figure::of)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, Figure figure) {
        Gauge.builder(PREFIX + name, proxy, figure::of)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    @FunctionalInterface
    private interface Figure {
        long of(CachingProxy proxy);
    }

    private final class Recorder implements ProxyListener {
        private final MeterRegistry registry;

        Recorder(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void responded(ResponseEvent event) {
            Tags each = tags.and(
                    "route", word(event.route()),
                    "outcome", word(event.outcome()),
                    "tier", event.tier() == null ? "none" : event.tier(),
                    "status", String.valueOf(event.status()));
            Timer.builder(PREFIX + "responses")
                    .description("Responses to clients, from the request to the last byte")
                    .tags(each)
                    .register(registry)
                    .record(event.took());
        }

        @Override
        public void fetched(FetchEvent event) {
            Timer.builder(PREFIX + "fetches")
                    .description("Fetches from imgproxy, from the request to the last byte")
                    .tags(tags.and("status", String.valueOf(event.status())))
                    .register(registry)
                    .record(event.took());
        }

        @Override
        public void evicted(EvictionEvent event) {
            Counter.builder(PREFIX + "evicted")
                    .description("Images that a tier evicted")
                    .tags(tags.and("tier", event.tier(), "reason", word(event.reason())))
                    .register(registry)
                    .increment();
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
