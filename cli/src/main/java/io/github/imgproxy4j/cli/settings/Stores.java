package io.github.imgproxy4j.cli.settings;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.S3StoreBuilder;
import io.github.imgproxy4j.store.s3.S3StoreProvider;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the store of the settings for a subcommand. */
public final class Stores {
    private Stores() {}

    /**
     * The store, or null if the settings name none. Its limits are left to the proxies, because settings here may not be
     * theirs. In a bucket it writes nothing by itself: a proxy finds out what the server supports by a temporary object,
     * which has no place in a dry run.
     *
     * @throws SettingsException if the settings are invalid
     */
    public static @Nullable ImageStore open(Settings settings) {
        return open(settings, false);
    }

    /**
     * The store, which must exist already: a wrong name would look as if nothing were in it.
     *
     * @param readOnly whether nothing in it may change, not even access times
     * @return null if the settings name none
     * @throws SettingsException if the settings are invalid, or the folder does not exist
     * @throws IOException if the store cannot be used
     */
    public static @Nullable ImageStore openExisting(Settings settings, boolean readOnly) throws IOException {
        Path folder = folder(settings);
        if (folder != null && !Files.isDirectory(folder)) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.STORE_DIR) + " [" + folder
                    + "] must be the folder of a store: there is no such folder"));
        }
        return checked(open(settings, readOnly));
    }

    /**
     * The store as {@link #open}; a folder is made if it does not exist.
     *
     * @return null if the settings name none
     * @throws SettingsException if the settings are invalid
     * @throws IOException if the store cannot be used
     */
    public static @Nullable ImageStore openUsable(Settings settings) throws IOException {
        return checked(open(settings));
    }

    private static @Nullable Path folder(Settings settings) {
        return settings.isSet(S3Settings.BUCKET) ? null : settings.find(FilterSettings.STORE_DIR);
    }

    private static @Nullable ImageStore open(Settings settings, boolean readOnly) {
        Path folder = folder(settings);
        if (folder != null) {
            return files(settings, folder, readOnly);
        }
        return settings.isSet(S3Settings.BUCKET) ? bucket(settings, readOnly) : CachingProxy.openStore(settings);
    }

    private static ImageStore files(Settings settings, Path folder, boolean readOnly) {
        FileStore.Builder files = FileStore.builder(folder);
        try {
            return readOnly ? files.readOnly().build() : files.build();
        } catch (IOException unusable) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.STORE_DIR) + " [" + folder
                    + "] must be a folder that can be " + (readOnly ? "read" : "written") + ": "
                    + unusable.getMessage()));
        }
    }

    private static ImageStore bucket(Settings settings, boolean readOnly) {
        try {
            S3StoreBuilder objects = S3StoreProvider.builder(settings);
            return readOnly ? objects.readOnly().build() : objects.build();
        } catch (IllegalStateException regionUnknown) {
            throw new SettingsException(List.of(settings.spell(S3Settings.REGION) + " [not set] "
                    + regionUnknown.getMessage() + "; set " + S3Settings.REGION.environmentName() + " or AWS_REGION"));
        }
    }

    private static @Nullable ImageStore checked(@Nullable ImageStore store) throws IOException {
        try {
            if (store != null) {
                store.checkReady();
            }
            return store;
        } catch (IOException notReady) {
            store.close();
            throw notReady;
        }
    }
}
