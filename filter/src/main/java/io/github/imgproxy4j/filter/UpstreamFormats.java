package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.ServerFormats;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The formats of the upstream chosen by the settings; a remote imgproxy does not report its formats. */
public final class UpstreamFormats implements ServerFormats {
    /** For {@link java.util.ServiceLoader}. */
    public UpstreamFormats() {}

    @Override
    public @Nullable Set<String> of(Settings settings) {
        return settings.isSet(FilterSettings.URL)
                ? null
                : ProxyFactory.embedded().map(UpstreamProvider::formats).orElse(null);
    }
}
