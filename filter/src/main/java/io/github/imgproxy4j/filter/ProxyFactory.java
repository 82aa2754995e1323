package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamGroup;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a proxy from settings, with its upstream and store. */
final class ProxyFactory {
    private static final Logger log = LoggerFactory.getLogger(ProxyFactory.class);

    private ProxyFactory() {}

    static CachingProxy create(Settings settings, Imgproxy imgproxy) {
        settings.remarks().forEach(log::warn);
        Upstream upstream = upstream(settings);
        CachingProxyBuilder builder = configured(settings, imgproxy, upstream);
        // Last, because it has a thread from now on.
        ImageStore store = store(settings);
        if (store != null) {
            builder.store(store);
        }
        CachingProxy proxy = builder.build();
        awaitUpstream(upstream, settings.get(FilterSettings.STARTUP_TIMEOUT), proxy);
        return proxy;
    }

    /** A builder with everything that the settings say, but for the store. */
    static CachingProxyBuilder configured(Settings settings, Imgproxy imgproxy, Upstream upstream) {
        CachingProxyBuilder builder = CachingProxy.builder(imgproxy, upstream)
                .memoryTierBytes(settings.get(FilterSettings.MEMORY_SIZE))
                .concurrentFetches(settings.get(FilterSettings.CONCURRENT_FETCHES))
                .waitingFetches(settings.get(FilterSettings.WAITING_FETCHES))
                .backgroundFetches(settings.get(FilterSettings.BACKGROUND_FETCHES))
                .longestWait(settings.get(FilterSettings.LONGEST_WAIT))
                .rememberNotFound(settings.get(FilterSettings.REMEMBER_NOT_FOUND))
                .rememberUnprocessable(settings.get(FilterSettings.REMEMBER_UNPROCESSABLE))
                .rememberFailed(settings.get(FilterSettings.REMEMBER_FAILED))
                .waitingWrites(settings.get(FilterSettings.WAITING_WRITES))
                .waitingWriteBytes(settings.get(FilterSettings.WAITING_WRITE_SIZE))
                .shutdownTimeout(settings.get(FilterSettings.SHUTDOWN_TIMEOUT))
                .bodyIdleTimeout(settings.get(FilterSettings.BODY_IDLE_TIMEOUT))
                .bodyTimeout(settings.get(FilterSettings.BODY_TIMEOUT))
                .relayBytesTotal(settings.get(FilterSettings.RELAY_SIZE))
                .relayBytesPerImage(settings.get(FilterSettings.RELAY_SIZE_PER_IMAGE))
                .finishAbandoned(settings.get(FilterSettings.FINISH_ABANDONED))
                .allowRaw(settings.get(UpstreamSettings.ALLOW_RAW))
                .allowSecurityOptions(settings.get(UpstreamSettings.ALLOW_SECURITY_OPTIONS))
                .servedTypes(settings.get(FilterSettings.SERVED_TYPES))
                .largestBodyBytes(settings.get(FilterSettings.MAX_BODY_SIZE))
                .shortestLifetime(settings.get(FilterSettings.SHORTEST_LIFETIME))
                .freshness(settings.get(FilterSettings.FRESHNESS))
                .staleWhileRevalidate(settings.get(FilterSettings.STALE_WHILE_REVALIDATE))
                .targetedCacheControl(settings.get(FilterSettings.TARGETED_CACHE_CONTROL))
                .serverTiming(settings.get(FilterSettings.SERVER_TIMING));
        if (settings.isSet(FilterSettings.STALE_IF_ERROR)) {
            builder.staleIfError(settings.get(FilterSettings.STALE_IF_ERROR));
        }
        if (settings.isSet(FilterSettings.NEGOTIATED_FORMATS)) {
            builder.negotiatedFormats(settings.get(FilterSettings.NEGOTIATED_FORMATS), imgproxy.unsupportedFormats());
        }
        if (settings.isSet(FilterSettings.ALLOW_ORIGIN)) {
            builder.allowedOrigin(settings.get(FilterSettings.ALLOW_ORIGIN));
        }
        if (settings.isSet(FilterSettings.PURGE_TOKEN)) {
            builder.purgeToken(settings.get(FilterSettings.PURGE_TOKEN));
        }
        if (settings.isSet(FilterSettings.HOT_KEYS_FILE)) {
            builder.preloadMemory(settings.get(FilterSettings.HOT_KEYS_FILE));
        }
        return builder;
    }

    private static void awaitUpstream(Upstream upstream, Duration limit, CachingProxy proxy) {
        if (limit.isZero()) {
            return;
        }
        try {
            Readiness.await(upstream, limit);
        } catch (IllegalStateException notReady) {
            proxy.close();
            throw notReady;
        }
    }

    private static Upstream upstream(Settings settings) {
        if (settings.isSet(FilterSettings.URL)) {
            List<Upstream> servers = settings.get(FilterSettings.URL).stream()
                    .map(url -> server(url, settings))
                    .toList();
            return servers.size() == 1 ? servers.get(0) : new UpstreamGroup(servers);
        }
        return embedded()
                .orElseThrow(() -> new SettingsException(problems(settings)))
                .create(settings);
    }

    private static Upstream server(URI url, Settings settings) {
        HttpUpstream.Builder server = HttpUpstream.builder(url)
                .connectTimeout(settings.get(FilterSettings.CONNECT_TIMEOUT))
                .responseTimeout(settings.get(FilterSettings.RESPONSE_TIMEOUT));
        String secret = settings.find(FilterSettings.SECRET);
        return (secret == null ? server : server.secret(secret)).build();
    }

    static Optional<UpstreamProvider> embedded() {
        return ServiceLoader.load(UpstreamProvider.class, ProxyFactory.class.getClassLoader())
                .findFirst();
    }

    /** The problems that can be found before anything is opened; empty if there are none. */
    static List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (!settings.isSet(FilterSettings.URL) && embedded().isEmpty()) {
            problems.add(FilterSettings.URL.key()
                    + " [not set] must be the URL of imgproxy; set the environment variable "
                    + FilterSettings.URL.environmentName()
                    + " for instance; or add imgproxy4j-embedded to the class path");
        }
        Path folder = settings.find(FilterSettings.STORE_DIR);
        if (folder != null && Files.exists(folder) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            problems.add(unusable(settings, folder, "it is not a folder, or not writable"));
        }
        return problems;
    }

    private static String unusable(Settings settings, Path folder, @Nullable String reason) {
        return settings.spell(FilterSettings.STORE_DIR) + " [" + folder + "] must be a writable folder: " + reason;
    }

    static @Nullable ImageStore store(Settings settings) {
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, ProxyFactory.class.getClassLoader())) {
            ImageStore store = provider.create(settings);
            if (store != null) {
                return store;
            }
        }
        Path folder = settings.find(FilterSettings.STORE_DIR);
        return folder == null ? null : fileStore(settings, folder);
    }

    private static ImageStore fileStore(Settings settings, Path folder) {
        try {
            return FileStore.builder(folder)
                    .maximumBytes(settings.get(FilterSettings.STORE_SIZE))
                    .maximumAge(settings.get(FilterSettings.STORE_AGE))
                    .build();
        } catch (IOException unusable) {
            throw new SettingsException(List.of(unusable(settings, folder, unusable.getMessage())));
        }
    }
}
