package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the settings alone which formats the server behind the proxy makes, so that pages offer no other,
 * whoever makes the {@link Imgproxy} and however early.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters. The setting
 * {@code imgproxy.formats} goes before.
 */
public interface ServerFormats {
    /** The formats as paths spell them, {@code webp}; null where nobody can know before asking the server. */
    @Nullable
    Set<String> of(Settings settings);
}
