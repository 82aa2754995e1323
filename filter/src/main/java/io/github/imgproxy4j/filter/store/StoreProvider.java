package io.github.imgproxy4j.filter.store;

import io.github.imgproxy4j.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Creates a store if the settings configure it, such as the S3 store.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface StoreProvider {
    /**
     * A new store, or null if the settings do not configure it.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if its configuration is invalid
     */
    @Nullable
    ImageStore create(Settings settings);
}
