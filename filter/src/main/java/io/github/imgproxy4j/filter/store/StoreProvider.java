package io.github.imgproxy4j.filter.store;

import io.github.imgproxy4j.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a store when the settings ask for it; the S3 store is one.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface StoreProvider {
    /**
     * A new store, or null if the settings do not ask for this one.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if they ask for it and do not let it work
     */
    @Nullable
    ImageStore create(Settings settings);
}
