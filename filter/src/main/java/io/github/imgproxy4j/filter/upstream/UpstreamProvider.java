package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates the upstream that is used if no imgproxy URL is set, such as the embedded processor.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface UpstreamProvider {
    /**
     * A new upstream.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if its configuration is invalid
     */
    Upstream create(Settings settings);

    /**
     * The formats that the upstream supports, as paths spell them, {@code webp}. Pages omit all others.
     *
     * @return null if they are not known, the default
     */
    default @Nullable Set<String> formats() {
        return null;
    }
}
