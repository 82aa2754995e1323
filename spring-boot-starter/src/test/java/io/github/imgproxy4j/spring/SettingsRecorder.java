package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Keeps the settings with which a proxy starts, where a test wants to see them. */
public final class SettingsRecorder implements StoreProvider {
    private static volatile boolean wanted;
    private static volatile @Nullable Settings recorded;

    /** For the service loader. */
    public SettingsRecorder() {}

    /** Keeps those of the next start. */
    static void start() {
        recorded = null;
        wanted = true;
    }

    /** Those of the last start, or null; keeps no others from now on. */
    static @Nullable Settings stop() {
        wanted = false;
        return recorded;
    }

    @Override
    public @Nullable ImageStore create(Settings settings) {
        if (!wanted) {
            return null;
        }
        recorded = settings;
        return new MemoryStore(1 << 20);
    }
}
