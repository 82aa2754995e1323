package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates an S3 store if {@link S3Settings#BUCKET} is set. */
public final class S3StoreProvider implements StoreProvider {
    /** As in memory: so long at most a copy outlives what another process has purged. */
    private static final Duration LONGEST_COPY = Duration.ofHours(1);

    /** For the service loader. */
    public S3StoreProvider() {}

    /** Returns without a request to the server: the app must start even if the bucket is unavailable. */
    @Override
    public @Nullable ImageStore create(Settings settings) {
        if (!settings.isSet(S3Settings.BUCKET)) {
            return null;
        }
        S3StoreBuilder builder = builder(settings);
        if (settings.get(S3Settings.REDIRECT)) {
            builder.redirectTo(cacheUrl(settings));
        }
        FileStore copies = localCache(settings);
        if (copies != null) {
            builder.localCache(copies);
        }
        S3ImageStore store = null;
        try {
            store = built(builder, S3StoreBuilder::build);
        } finally {
            if (store == null && copies != null) {
                copies.close();
            }
        }
        store.startProbe();
        return store;
    }

    private static @Nullable FileStore localCache(Settings settings) {
        Path folder = settings.find(S3Settings.LOCAL_CACHE);
        if (folder == null) {
            return null;
        }
        try {
            return FileStore.builder(folder)
                    .maximumBytes(settings.get(S3Settings.LOCAL_CACHE_SIZE))
                    .maximumAge(LONGEST_COPY)
                    .build();
        } catch (IOException unusable) {
            throw new SettingsException(List.of(settings.spell(S3Settings.LOCAL_CACHE) + " [" + folder
                    + "] must be a writable folder: " + unusable.getMessage()));
        }
    }

    /** Without it the cache URL is the cache route of the filter. */
    private static URI cacheUrl(Settings settings) {
        String url = settings.find(CoreSettings.CACHE_URL);
        if (url == null || !url.matches("https?://.+")) {
            throw new SettingsException(List.of(settings.spell(S3Settings.REDIRECT)
                    + " [true] needs the URL of the bucket" + " or its CDN; set " + CoreSettings.CACHE_URL.key()));
        }
        return URI.create(url);
    }

    public static S3StoreBuilder builder(Settings settings) {
        S3StoreBuilder builder = S3ImageStore.builder(settings.get(S3Settings.BUCKET));
        take(settings, S3Settings.FOLDER, builder::folder);
        take(settings, S3Settings.ENDPOINT, builder::endpoint);
        take(settings, S3Settings.REGION, builder::region);
        take(settings, S3Settings.PATH_STYLE, builder::pathStyle);
        take(settings, S3Settings.STORAGE_CLASS, builder::storageClass);
        take(settings, S3Settings.ENCRYPTION, builder::encryption);
        take(settings, S3Settings.KMS_KEY, builder::kmsKey);
        take(settings, S3Settings.ACL, builder::acl);
        take(settings, S3Settings.CACHE_CONTROL, builder::cacheControl);
        take(settings, S3Settings.TAGS, builder::tags);
        take(settings, S3Settings.SVG, builder::svg);
        take(settings, S3Settings.FORBIDDEN_IS_MISS, builder::forbiddenIsMiss);
        take(settings, S3Settings.CONNECTIONS, builder::connections);
        take(settings, S3Settings.CONNECT_TIMEOUT, builder::connectTimeout);
        take(settings, S3Settings.IDLE_TIMEOUT, builder::idleTimeout);
        take(settings, S3Settings.READ_TIMEOUT, builder::readTimeout);
        take(settings, S3Settings.WRITE_TIMEOUT, builder::writeTimeout);
        return builder;
    }

    private static <T> void take(Settings settings, Setting<T> setting, Consumer<T> option) {
        T value = settings.find(setting);
        if (value != null) {
            option.accept(value);
        }
    }

    /** The result of building; an unknown region is reported as a problem of the settings. */
    static <T> T built(S3StoreBuilder builder, Function<S3StoreBuilder, T> build) {
        try {
            return build.apply(builder);
        } catch (IllegalStateException regionUnknown) {
            throw new SettingsException(List.of(S3Settings.REGION.key() + " [not set] "
                    + regionUnknown.getMessage() + "; set it, by the environment variable "
                    + S3Settings.REGION.environmentName() + " or AWS_REGION for instance"));
        }
    }
}
