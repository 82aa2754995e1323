package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.settings.Setting;
import java.time.Duration;

/** The limits of a {@link FileStore}, with the rules that its builder uses as well. */
public final class FileStoreSettings {
    private static final long MEBI = 1024 * 1024;

    /** Size of the file store. */
    public static final Setting<Long> STORE_SIZE = Setting.byteCount(
                    "imgproxy.store-size",
                    "Bytes of all files of the file store; the least recently used are removed first; 0: no limit")
            .withDefault(10 * 1024 * MEBI);

    /** Age in the file store. */
    public static final Setting<Duration> STORE_AGE = Setting.duration(
                    "imgproxy.store-age", "Maximum age of an image in the file store; 0: no limit")
            .withDefault(Duration.ZERO);

    private FileStoreSettings() {}
}
