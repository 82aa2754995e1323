package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines from the settings alone which formats the server behind the proxy supports, so that pages offer no others.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters. The setting
 * {@code imgproxy.formats} takes precedence.
 */
public interface ServerFormats {
    /** The formats as paths spell them, {@code webp}; null if they are not known before the server is asked. */
    @Nullable
    Set<String> of(Settings settings);
}
