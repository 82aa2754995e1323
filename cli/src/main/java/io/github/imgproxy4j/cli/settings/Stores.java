package io.github.imgproxy4j.cli.settings;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.S3StoreProvider;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the store of the settings for a subcommand. */
public final class Stores {
    private Stores() {}

    /**
     * The store, or null if the settings name none. In a bucket it writes nothing by itself: a proxy finds out what the
     * server supports by a temporary object, which has no place in a dry run.
     *
     * @throws SettingsException if the settings are invalid
     */
    public static @Nullable ImageStore open(Settings settings) {
        if (!settings.isSet(S3Settings.BUCKET)) {
            return CachingProxy.openStore(settings);
        }
        try {
            return S3StoreProvider.builder(settings).build();
        } catch (IllegalStateException regionUnknown) {
            throw new SettingsException(List.of(settings.spell(S3Settings.REGION) + " [not set] "
                    + regionUnknown.getMessage() + "; set " + S3Settings.REGION.environmentName() + " or AWS_REGION"));
        }
    }
}
