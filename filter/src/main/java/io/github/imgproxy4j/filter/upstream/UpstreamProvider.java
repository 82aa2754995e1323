package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the upstream that serves when no imgproxy URL is set; the embedded processor is one.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface UpstreamProvider {
    /**
     * A new upstream.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if the settings do not let it work
     */
    Upstream create(Settings settings);

    /**
     * The formats that the upstream makes, as paths spell them, {@code webp}. Pages leave out the others.
     *
     * @return null if that is not known, which is the default
     */
    default @Nullable Set<String> formats() {
        return null;
    }
}
