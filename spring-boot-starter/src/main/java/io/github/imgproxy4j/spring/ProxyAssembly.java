package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts upstream, store and proxy together as the filter does where nobody gives it a proxy.
 *
 * <p>The filter reads its settings from the doors of a servlet container only, and the app wants the proxy as a bean.
 */
final class ProxyAssembly {
    /** All that is read here; a test compares it with the filter's own list. */
    static final Set<Setting<?>> SETTINGS = Set.of(
            FilterSettings.URL,
            FilterSettings.SECRET,
            FilterSettings.CONNECT_TIMEOUT,
            FilterSettings.RESPONSE_TIMEOUT,
            FilterSettings.STORE_DIR,
            FilterSettings.MEMORY_SIZE,
            FilterSettings.CONCURRENT_FETCHES,
            FilterSettings.MOUNT);

    private static final int WAITING_FETCHES = 1000;

    private ProxyAssembly() {}

    static CachingProxy of(Settings settings, Imgproxy imgproxy) {
        CachingProxy.Builder builder = CachingProxy.builder(imgproxy, upstream(settings))
                .memoryTierBytes(settings.get(FilterSettings.MEMORY_SIZE))
                .concurrentFetches(settings.get(FilterSettings.CONCURRENT_FETCHES), WAITING_FETCHES);
        ImageStore store = store(settings);
        return (store == null ? builder : builder.store(store)).build();
    }

    private static Upstream upstream(Settings settings) {
        return settings.isSet(FilterSettings.URL)
                ? new HttpUpstream(
                        settings.get(FilterSettings.URL),
                        settings.find(FilterSettings.SECRET),
                        settings.get(FilterSettings.CONNECT_TIMEOUT),
                        settings.get(FilterSettings.RESPONSE_TIMEOUT))
                : embeddedUpstream(settings);
    }

    private static Upstream embeddedUpstream(Settings settings) {
        return ServiceLoader.load(UpstreamProvider.class, CachingProxy.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new SettingsException(List.of(FilterSettings.URL.key()
                        + " [not set] must say where imgproxy is; or add imgproxy4j-embedded to the class path")))
                .create(settings);
    }

    private static @Nullable ImageStore store(Settings settings) {
        return ServiceLoader.load(StoreProvider.class, CachingProxy.class.getClassLoader()).stream()
                .map(provider -> provider.get().create(settings))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> fileStore(settings));
    }

    private static @Nullable ImageStore fileStore(Settings settings) {
        Path folder = settings.find(FilterSettings.STORE_DIR);
        try {
            return folder == null ? null : new FileStore(folder);
        } catch (IOException unusable) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.STORE_DIR) + " [" + folder
                    + "] must be a folder that can be written: " + unusable.getMessage()));
        }
    }
}
